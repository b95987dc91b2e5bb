package io.desifans.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a well-formed body could not become the record that an endpoint takes, in words that repeat nothing of its content. */
final class BadBody {

    private BadBody() {}

    static Rejected explain(JacksonException failure) {
        String field = FieldPath.of(failure.getPath());
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof Rejected rejected) return rejected.within(field);
        return Rejected.invalid(
                isAmount(failure) ? "INVALID_AMOUNT" : "VALIDATION_ERROR",
                field,
                (field.equals(FieldPath.BODY) ? "The body" : field) + " " + reason(failure) + ".");
    }

    private static boolean isAmount(JacksonException failure) {
        return failure instanceof MismatchedInputException e
                && !(failure instanceof InvalidNullException)
                && e.getTargetType() == Amount.class;
    }

    private static String reason(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e -> "is not known here";
            case InvalidNullException e -> "is required";
            case InputCoercionException e -> "must be " + ExpectedForm.of(e.getTargetType());
            case MismatchedInputException e -> "must be " + ExpectedForm.of(e.getTargetType());
            default -> "is not of the right form";
        };
    }
}

package io.desifans.web;

import io.desifans.eventstore.StoreUnreachable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a client is told about each failure. Whatever is not named here is our fault: 500, without details. */
final class Problems {

    private Problems() {}

    /** Empty for a failure that nobody foresaw. */
    static Optional<Problem> of(Throwable failure) {
        return firstInChain(failure, Problems::ours).or(() -> firstInChain(failure, Problems::springs));
    }

    private static Optional<Problem> firstInChain(Throwable failure, Function<Throwable, @Nullable Problem> known) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem problem = known.apply(cause);
            if (problem != null) return Optional.of(problem);
        }
        return Optional.empty();
    }

    private static @Nullable Problem ours(Throwable failure) {
        return switch (failure) {
            case Rejected e -> Problem.of(e);
            case Unavailable e -> Problem.of(e);
            case NotYetVisible e ->
                Problem.of(503, "NOT_YET_VISIBLE", "What was written is not visible yet. Try again.")
                        .retriable();
            case Ending.NodeIsEnding e ->
                Problem.of(502, "NODE_IS_ENDING", "This node is about to end and has done nothing. Try again.")
                        .retriable();
            case StillRunning e ->
                Problem.of(409, "IDEMPOTENCY_KEY_IN_USE", "The first request with this key is still being answered.")
                        .retriable();
            case BodyTooLarge e -> Statuses.problem(413);
            case ConcurrencyException e ->
                Problem.of(409, "CHANGED_MEANWHILE", "Others keep changing this. Try again.")
                        .retriable();
            case Busy e -> busy();
            case LockAcquisitionFailedException e -> busy();
            case StoreUnreachable e -> outOfReach("The event store does not answer. Try again.");
            case SQLException e -> outOfReach(e);
            case InvalidParameterException e -> Statuses.problem(e.getErrorCode());
            case BadRequestException e -> Statuses.problem(400);
            case RequestRejectedException e -> Statuses.problem(400);
            default -> null;
        };
    }

    private static Problem busy() {
        return Problem.of(503, "BUSY", "Too much is going on at once. Try again.")
                .retriable();
    }

    private static @Nullable Problem springs(Throwable failure) {
        return switch (failure) {
            case MethodArgumentTypeMismatchException e -> Problem.of(Rejected.invalid(e.getName(), mismatch(e)));
            case BindException e -> unbound(e);
            case MissingServletRequestParameterException e -> missing(e.getParameterName());
            case MissingRequestHeaderException e -> missing(e.getHeaderName());
            case HttpMessageNotReadableException e ->
                Problem.of(Rejected.invalid(FieldPath.BODY, "The body is missing."));
            case AuthenticationException e -> Problem.of(Rejected.unauthenticated());
            case AccessDeniedException e -> Statuses.problem(403);
            case ErrorResponse e ->
                Statuses.problem(e.getStatusCode().value()).with(e.getHeaders().toSingleValueMap());
            default -> null;
        };
    }

    private static String mismatch(MethodArgumentTypeMismatchException e) {
        return e.getName() + " must be " + ExpectedForm.of(e.getRequiredType()) + ".";
    }

    /** A parameter that is a component of a record. */
    private static Problem unbound(BindException failure) {
        FieldError error = failure.getFieldError();
        if (error == null) return Statuses.problem(400);
        String field = error.getField();
        return Problem.of(Rejected.invalid(field, field + " is not of the form it must have."));
    }

    private static Problem missing(String field) {
        return Problem.of(Rejected.invalid(field, field + " is required."));
    }

    /** No connection, or the server is shutting down, starting or full (SQLSTATE classes 08, 53, 57P). */
    private static @Nullable Problem outOfReach(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean outOfReach = e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P");
        if (!outOfReach) return null;
        return outOfReach("The database does not answer. Try again.");
    }

    private static Problem outOfReach(String sentence) {
        return Problem.of(503, "TEMPORARILY_UNAVAILABLE", sentence).retriable();
    }
}

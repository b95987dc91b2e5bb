package io.desifans.command;

import io.desifans.eventstore.NotStorable;
import io.desifans.eventstore.PersonErased;
import io.desifans.eventstore.TransientFailure;
import io.desifans.web.Busy;
import io.desifans.web.Rejected;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a command was not done, as one node tells it to another.
 *
 * @param text for the client, of a rejection; else the kind of the failure
 */
record CommandFailure(
        Kind kind,
        int status,
        @Nullable String code,
        @Nullable String field,
        @Nullable String text) {

    enum Kind {
        REJECTED,
        CONFLICT,
        NOT_THERE,
        BUSY,
        PASSING,
        FAULT
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommandFailure.class);

    /** Of a handler's failure; one that is our fault is logged where it happens. */
    static Throwable portable(Throwable failure) {
        CommandFailure told = of(failure);
        if (told.kind == Kind.FAULT) LOG.error("A command sent by another node failed", failure);
        return new CommandExecutionException("the command was not done", null, told);
    }

    private static CommandFailure of(Throwable failure) {
        return switch (failure) {
            case Rejected e -> rejected(e);
            case PersonErased e -> rejected(Rejected.notFound("user"));
            case NotStorable e -> rejected(unfit(e));
            case ConcurrencyException e -> of(Kind.CONFLICT, failure);
            case AggregateNotFoundException e -> of(Kind.NOT_THERE, failure);
            case IncompatibleAggregateException e -> of(Kind.NOT_THERE, failure);
            case Busy e -> of(Kind.BUSY, failure);
            case LockAcquisitionFailedException e -> of(Kind.BUSY, failure);
            default -> of(TransientFailure.is(failure) ? Kind.PASSING : Kind.FAULT, failure);
        };
    }

    private static CommandFailure of(Kind kind, Throwable failure) {
        return new CommandFailure(kind, 0, null, null, failure.getClass().getName());
    }

    private static CommandFailure rejected(Rejected e) {
        return new CommandFailure(Kind.REJECTED, e.status(), e.code(), e.field(), e.getMessage());
    }

    static Rejected unfit(NotStorable e) {
        return Rejected.invalid(e.field(), e.field() + " holds a character that is not allowed.");
    }

    /** What was told by another node, as it would have been thrown here; any other failure as it is. */
    static Throwable understood(Throwable failure) {
        return failure instanceof CommandExecutionException e
                        && e.getDetails().orElse(null) instanceof CommandFailure told
                ? told.asThrown()
                : failure;
    }

    private RuntimeException asThrown() {
        return switch (kind) {
            case REJECTED -> Rejected.elsewhere(status, String.valueOf(code), field, String.valueOf(text));
            case CONFLICT -> new ConcurrencyException("the aggregate was changed meanwhile");
            case NOT_THERE -> new AggregateNotFoundException("", "there is no such aggregate");
            case BUSY -> new Busy();
            case PASSING -> TransientFailure.elsewhere(String.valueOf(text));
            case FAULT -> new IllegalStateException("the command failed on another node: " + text);
        };
    }
}

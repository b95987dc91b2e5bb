package io.desifans.eventstore;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.command.AxonServerNonTransientRemoteCommandHandlingException;
import org.axonframework.axonserver.connector.command.AxonServerRemoteCommandHandlingException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;

/** What a failure at Axon Server means, told by its codes and never by its texts, which may quote what was sent. */
final class AxonServerFailure {

    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);
    private static final int DEEPEST = 20;

    private AxonServerFailure() {}

    /**
     * Of reading or writing events.
     *
     * @param doing what failed, in words that name no datum
     */
    static AxonException of(Throwable failure, String doing) {
        String code = code(failure);
        return switch (code) {
            case "AXONIQ-2000", "OUT_OF_RANGE" ->
                new ConcurrencyException("someone else has stored an event of the same aggregate first");
            // no event store for now; connection failed; the channel's own words for it
            case "AXONIQ-2100", "AXONIQ-3001", "UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "TIMEOUT", "CLOSED" ->
                new StoreUnreachable(
                        "Axon Server cannot be reached; whether it is done is not known: " + doing + " (" + code + ")",
                        failure);
            default -> new EventStoreException("Axon Server does not do it: " + doing + " (" + code + ")");
        };
    }

    /** Of a command on its way to whoever handles it. What the handler says about it is left as it is. */
    static Throwable ofCommand(Throwable failure) {
        if (failure instanceof CommandExecutionException told
                && told.getDetails().isPresent()) return failure;
        return switch (code(failure)) {
            // nobody handles it, or nothing came back: of what the server itself says about a command, most reads as
            // 0001
            case "AXONIQ-0001",
                    "AXONIQ-1003",
                    "AXONIQ-3001",
                    "AXONIQ-4000",
                    "AXONIQ-4002",
                    "AXONIQ-4003",
                    "UNAVAILABLE",
                    "CANCELLED",
                    "TIMEOUT" -> new StoreUnreachable("no node that handles the command can be reached", failure);
            case "AXONIQ-2000", "AXONIQ-4004", "OUT_OF_RANGE" ->
                new ConcurrencyException("someone else has stored an event of the same aggregate first");
            case "AXONIQ-4005" -> new AggregateNotFoundException("", "there is no such aggregate");
            default -> failure;
        };
    }

    /** The first code in the chain of causes: Axon Server's own, else that of the channel. */
    private static String code(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (cause instanceof AxonServerException e)
                return e.getErrorCategory().errorCode();
            if (cause instanceof AxonServerCommandDispatchException e) return e.getErrorCode();
            if (cause instanceof AxonServerRemoteCommandHandlingException e) return e.getErrorCode();
            if (cause instanceof AxonServerNonTransientRemoteCommandHandlingException e) return e.getErrorCode();
            if (cause instanceof org.axonframework.axonserver.connector.AxonServerException e) return e.code();
            if (cause instanceof NoHandlerForCommandException) return "AXONIQ-4000";
            if (cause instanceof StatusRuntimeException e) return code(e);
            if (cause instanceof TimeoutException) return "TIMEOUT";
            if (cause instanceof StreamClosedException && cause.getCause() == null) return "CLOSED";
        }
        return failure.getClass().getSimpleName();
    }

    private static String code(StatusRuntimeException failure) {
        Metadata trailers = Status.trailersFromThrowable(failure);
        String code = trailers == null ? null : trailers.get(CODE);
        return code == null ? failure.getStatus().getCode().name() : code;
    }
}

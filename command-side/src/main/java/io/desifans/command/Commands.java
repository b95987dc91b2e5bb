package io.desifans.command;

import io.desifans.Envelope;
import io.desifans.eventstore.LogPosition;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands, with who sends them and why, and answers where the log stands after them. A command that met another
 * change of the same aggregate is repeated as a whole.
 */
public final class Commands {

    static final String SYSTEM = "system:";
    static final String ADMIN = "admin";

    private static final int ATTEMPTS = 4;

    private final CommandBus bus;
    private final EventStore log;

    public Commands(CommandBus bus, EventStore log) {
        this.bus = bus;
        this.log = log;
    }

    /** Sends a command in the name of the caller of the current request. */
    public LogPosition send(Command command, Caller caller) {
        return send(command, caller, null);
    }

    /** @param reason why, where the caller has to say so */
    public LogPosition send(Command command, Caller caller, @Nullable String reason) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(Envelope.ACTOR, caller.userId() == null ? Envelope.ANONYMOUS : caller.id());
        if (caller.isAdmin()) metadata.put(ADMIN, "true");
        if (reason != null) metadata.put(Envelope.REASON, reason);
        return dispatch(command, metadata);
    }

    /** @param process what in the system sends it; stored as {@code system:<process>} */
    public LogPosition sendAsSystem(String process, Command command) {
        return dispatch(command, Map.of(Envelope.ACTOR, SYSTEM + process));
    }

    private LogPosition dispatch(Command command, Map<String, String> metadata) {
        for (int attempt = 1; ; attempt++) {
            try {
                return dispatchOnce(command, metadata);
            } catch (ConcurrencyException | AggregateStreamCreationException e) {
                if (attempt == ATTEMPTS)
                    throw Rejected.conflict("CHANGED_MEANWHILE", "Others keep changing this. Try again.");
            } catch (AggregateNotFoundException e) {
                throw Rejected.notFound(targetOf(command));
            }
        }
    }

    private LogPosition dispatchOnce(Command command, Map<String, String> metadata) {
        FutureCallback<Command, Object> answer = new FutureCallback<>();
        bus.dispatch(new GenericCommandMessage<>(command, metadata), answer);
        CommandResultMessage<?> result = answer.getResult();
        if (result.isExceptional()) throw unchecked(result.exceptionResult());
        return (LogPosition) log.createHeadToken();
    }

    private static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** The aggregate in whose file the command stands, in plain words. */
    private static String targetOf(Command command) {
        Class<?> outermost = command.getClass();
        while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
        return outermost.getSimpleName().toLowerCase(Locale.ROOT);
    }
}

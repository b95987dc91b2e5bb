package io.desifans.command;

import static io.desifans.Envelope.CORRELATION_ID;

import io.desifans.Envelope;
import io.desifans.eventstore.AppendedPosition;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.NotStorable;
import io.desifans.eventstore.PersonErased;
import io.desifans.eventstore.UuidV7;
import io.desifans.web.Caller;
import io.desifans.web.EventPositionHeader;
import io.desifans.web.IdempotentRequest;
import io.desifans.web.NotYetVisible;
import io.desifans.web.Rejected;
import io.desifans.web.RequestContext;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends commands, with who sends them and why, and answers where the log stands after them. A command that met another
 * change of the same aggregate, or could be refused only from memory, is repeated as a whole.
 */
public final class Commands {

    static final String ADMIN = "admin";

    private static final int REPETITIONS = 4;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CommandBus bus;
    private final EventLog log;
    private final ObservationRegistry observations;
    private final Consumer<LogPosition> readModelHas;

    /** @param readModelHas returns when the read model has come to a position, or throws */
    public Commands(
            CommandBus bus, EventLog log, ObservationRegistry observations, Consumer<LogPosition> readModelHas) {
        this.readModelHas = readModelHas;
        this.bus = bus;
        this.log = log;
        this.observations = observations;
    }

    /**
     * Sends a command in the name of the caller of the current request. One that moves money is answered when the tables show it.
     *
     * @throws NotYetVisible if they do not within two seconds, though it is done
     */
    public LogPosition send(Command command, Caller caller) {
        return send(command, caller, null);
    }

    /** @param reason why, where the caller has to say so */
    public LogPosition send(Command command, Caller caller, @Nullable String reason) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(Envelope.ACTOR, actor(caller));
        if (caller.impersonatedBy() != null) metadata.put(Envelope.ON_BEHALF_OF, caller.id());
        if (caller.isAdmin()) metadata.put(ADMIN, "true");
        if (reason != null) metadata.put(Envelope.REASON, reason);
        RequestContext.find().ifPresent(request -> describe(request, metadata));
        LogPosition position = dispatch(command, metadata);
        EventPositionHeader.write(position);
        if (command instanceof MoneyCommand && RequestContext.find().isPresent()) readModelHas.accept(position);
        return position;
    }

    /** @param process what in the system sends it; stored as {@code system:<process>} */
    public LogPosition sendAsSystem(String process, Command command) {
        return dispatch(command, Map.of(Envelope.ACTOR, Envelope.SYSTEM + process));
    }

    /**
     * Sends what follows from an event. What the domain refuses is an outcome.
     *
     * @param cause the event; what comes of the command belongs to the same flow
     * @return why it was refused; nothing if it was done
     */
    public Optional<Rejected> sendAsSystem(String process, Command command, EventMessage<?> cause) {
        String correlationId = (String) cause.getMetaData().getOrDefault(CORRELATION_ID, cause.getIdentifier());
        try {
            dispatch(
                    command,
                    Map.of(
                            Envelope.ACTOR,
                            Envelope.SYSTEM + process,
                            Envelope.CAUSATION_ID,
                            cause.getIdentifier(),
                            CORRELATION_ID,
                            correlationId));
            return Optional.empty();
        } catch (Rejected refused) {
            return Optional.of(refused);
        }
    }

    private static String actor(Caller caller) {
        if (caller.impersonatedBy() != null) return caller.impersonatedBy();
        return caller.userId() == null ? Envelope.ANONYMOUS : caller.id();
    }

    private static void describe(RequestContext request, Map<String, String> metadata) {
        metadata.put(Envelope.REQUEST_ID, request.requestId());
        metadata.put(CORRELATION_ID, request.correlationId());
        Map<String, @Nullable String> client = new LinkedHashMap<>();
        client.put("ipAddress", request.ipAddress());
        client.put("userAgent", request.userAgent());
        IdempotentRequest.find()
                .ifPresent(repeatable ->
                        metadata.put(Envelope.COMMAND_ID, repeatable.commandId().toString()));
        metadata.put(Envelope.CLIENT, JSON.writeValueAsString(client));
    }

    private LogPosition dispatch(Command command, Map<String, String> metadata) {
        return ObservedCommand.observe(observations, command, metadata, () -> dispatchUntilDone(command, metadata));
    }

    private LogPosition dispatchUntilDone(Command command, Map<String, String> metadata) {
        Message<Command> message = new GenericMessage<>(UuidV7.next().toString(), command, metadata);
        for (int repetition = 0; ; repetition++) {
            try {
                return dispatchOnce(
                        new GenericCommandMessage<>(message, command.getClass().getName()));
            } catch (ConcurrencyException e) {
                if (repetition == REPETITIONS) throw e;
                message = message.andMetaData(Map.of(AggregateCache.REPEATED, "true"));
            } catch (AggregateNotFoundException | IncompatibleAggregateException e) {
                throw Rejected.notFound(targetOf(command));
            } catch (PersonErased e) {
                throw Rejected.notFound("user");
            } catch (NotStorable e) {
                throw CommandFailure.unfit(e);
            }
        }
    }

    private LogPosition dispatchOnce(CommandMessage<Command> message) {
        AppendedPosition.takeFromThread();
        FutureCallback<Command, Object> answer = new FutureCallback<>();
        bus.dispatch(message, answer);
        CommandResultMessage<?> result = answer.getResult();
        if (result.isExceptional()) throw unchecked(CommandFailure.understood(result.exceptionResult()));
        return AppendedPosition.takeFromThread().orElseGet(log::lastVisible);
    }

    private static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** The aggregate in whose file the command stands, or after whose family it is named, in plain words. */
    private static String targetOf(Command command) {
        Class<?> outermost = command.getClass();
        while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
        return outermost
                .getSimpleName()
                .replaceFirst("Command$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}

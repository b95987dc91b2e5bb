package io.desifans.eventstore;

import io.desifans.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What an event inherits from the message that led to it. In place of Axon's {@code MessageOriginProvider}, which calls
 * the direct cause the correlation id.
 */
public final class CommandCorrelation implements CorrelationDataProvider {

    private static final List<String> COPIED_FROM_COMMANDS =
            List.of(Envelope.ACTOR, Envelope.ON_BEHALF_OF, Envelope.REQUEST_ID, Envelope.REASON, Envelope.CLIENT);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, String> data = new HashMap<>();
        data.put(Envelope.CAUSATION_ID, cause(message));
        data.put(Envelope.CORRELATION_ID, textOrOwnId(message, Envelope.CORRELATION_ID));
        if (message instanceof CommandMessage<?>) {
            data.put(Envelope.COMMAND_ID, textOrOwnId(message, Envelope.COMMAND_ID));
            for (String name : COPIED_FROM_COMMANDS)
                if (message.getMetaData().get(name) instanceof String text) data.put(name, text);
        }
        return data;
    }

    /** A process's command is a step of the same thing: the event that it follows from is the cause. */
    private static String cause(Message<?> message) {
        return message instanceof CommandMessage<?>
                ? textOrOwnId(message, Envelope.CAUSATION_ID)
                : message.getIdentifier();
    }

    /** What the metadata say, or else the message's own id: it is the first of its flow. */
    private static String textOrOwnId(Message<?> message, String name) {
        return message.getMetaData().get(name) instanceof String text ? text : message.getIdentifier();
    }
}

package io.desifans.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** An event as it is about to be stored: the same on every store. */
record NewEvent(
        String aggregateId,
        long sequence,
        String aggregateType,
        String eventId,
        String name,
        String revision,
        Instant time,
        String payload,
        String metadata) {

    /**
     * @throws EventStoreException if it lacks what every stored event has, or holds what JSON cannot keep
     */
    static NewEvent of(EventMessage<?> message, Serializer serializer) {
        if (!(message instanceof DomainEventMessage<?> event))
            throw new EventStoreException("an event of no aggregate cannot be stored: " + message.getPayloadType());
        SerializedObject<String> payload = event.serializePayload(serializer, String.class);
        SerializedObject<String> metadata = event.serializeMetaData(serializer, String.class);
        String name = payload.getType().getName();
        return new NewEvent(
                uuid(event.getAggregateIdentifier(), "aggregate identifier", name),
                event.getSequenceNumber(),
                present(event.getType(), "aggregate type", name),
                uuid(event.getIdentifier(), "identifier", name),
                name,
                present(payload.getType().getRevision(), "revision", name),
                event.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                wellFormed(payload.getData(), name),
                wellFormed(metadata.getData(), name));
    }

    private static String uuid(String value, String what, String event) {
        try {
            if (UUID.fromString(present(value, what, event)).toString().equalsIgnoreCase(value)) return value;
        } catch (IllegalArgumentException e) {
            // Refused below; the value may be personal, so it is not named.
        }
        throw new EventStoreException(event + ": its " + what + " is not a UUID");
    }

    private static String present(String value, String what, String event) {
        if (value == null) throw new EventStoreException(event + ": it has no " + what);
        return value;
    }

    /** What is sent would have a question mark for half of a surrogate pair. PostgreSQL refuses the rest itself. */
    private static String wellFormed(String json, String event) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            if (!pair) throw new EventStoreException(event + ": it holds a character that JSON cannot keep");
            i++;
        }
        return json;
    }
}

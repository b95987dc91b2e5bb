package io.desifans.eventstore;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events in the form in which Axon Server keeps them: the payload as the bytes of its JSON, the metadata as texts. */
final class AxonServerEvents {

    private static final String KEYS = "keys";

    private AxonServerEvents() {}

    static Event sent(NewEvent event) {
        Event.Builder sent = Event.newBuilder()
                .setMessageIdentifier(event.eventId())
                .setAggregateIdentifier(event.aggregateId())
                .setAggregateSequenceNumber(event.sequence())
                .setAggregateType(event.aggregateType())
                .setTimestamp(event.time().toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(event.name())
                        .setRevision(event.revision())
                        .setData(ByteString.copyFromUtf8(event.payload())));
        EventJson.MAPPER
                .readTree(event.metadata())
                .properties()
                .forEach(entry -> sent.putMetaData(entry.getKey(), text(event.name(), entry.getValue())));
        return sent.build();
    }

    static Event sent(StoredSnapshot snapshot) {
        String keyIds = snapshot.keyIds().stream().map(UUID::toString).collect(Collectors.joining(","));
        return Event.newBuilder()
                .setMessageIdentifier(snapshot.eventId())
                .setAggregateIdentifier(snapshot.aggregateId())
                .setAggregateSequenceNumber(snapshot.sequence())
                .setAggregateType(snapshot.name())
                .setSnapshot(true)
                .setPayload(SerializedObject.newBuilder()
                        .setType(snapshot.name())
                        .setRevision(snapshot.revision())
                        .setData(ByteString.copyFromUtf8(snapshot.state())))
                .putMetaData(
                        KEYS, MetaDataValue.newBuilder().setTextValue(keyIds).build())
                .build();
    }

    static StoredSnapshot storedSnapshot(Event snapshot) {
        String keyIds = snapshot.getMetaDataOrDefault(KEYS, MetaDataValue.getDefaultInstance())
                .getTextValue();
        return new StoredSnapshot(
                snapshot.getAggregateIdentifier(),
                snapshot.getAggregateSequenceNumber(),
                snapshot.getMessageIdentifier(),
                snapshot.getPayload().getType(),
                snapshot.getPayload().getRevision(),
                Snapshots.listed(keyIds).toList(),
                snapshot.getPayload().getData().toStringUtf8());
    }

    private static MetaDataValue text(String event, JsonNode value) {
        if (!value.isString()) throw new EventStoreException(event + ": its metadata are not all text");
        return MetaDataValue.newBuilder().setTextValue(value.stringValue()).build();
    }

    /** @param position of the event in the log; {@link LogPosition#START} where it was not asked for */
    static StoredEvent stored(LogPosition position, Event event) {
        ObjectNode metadata = EventJson.MAPPER.createObjectNode();
        event.getMetaDataMap().forEach((name, value) -> metadata.put(name, value.getTextValue()));
        return new StoredEvent(
                position,
                event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(),
                event.getAggregateType(),
                event.getMessageIdentifier(),
                event.getPayload().getType(),
                event.getPayload().getRevision(),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getData().toStringUtf8(),
                metadata.toString());
    }
}

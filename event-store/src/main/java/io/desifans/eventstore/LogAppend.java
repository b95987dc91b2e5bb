package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Writes the events of one commit with one statement, whose order gives them their numbers. */
final class LogAppend {

    private static final String INSERT = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select (select epoch from event_store.log_epoch), e.aggregate_id::uuid, e.sequence, e.aggregate_type,
                   e.event_id::uuid, e.name, e.revision, e.time::timestamptz, e.payload::jsonb, e.metadata::jsonb
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                   as e(aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata, place)
             order by e.place
            returning seq, epoch""";

    private final Serializer serializer;

    LogAppend(Serializer serializer) {
        this.serializer = serializer;
    }

    LogPosition append(Connection connection, List<? extends EventMessage<?>> events) throws SQLException {
        List<Row> rows = events.stream().map(this::row).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            texts(insert, 1, rows, Row::aggregateId);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", rows.stream().map(Row::sequence).toArray()));
            texts(insert, 3, rows, Row::aggregateType);
            texts(insert, 4, rows, Row::eventId);
            texts(insert, 5, rows, Row::name);
            texts(insert, 6, rows, Row::revision);
            texts(insert, 7, rows, Row::time);
            texts(insert, 8, rows, Row::payload);
            texts(insert, 9, rows, Row::metadata);
            return last(insert);
        }
    }

    private static LogPosition last(PreparedStatement insert) throws SQLException {
        try (ResultSet stored = insert.executeQuery()) {
            LogPosition last = LogPosition.START;
            while (stored.next()) last = new LogPosition(stored.getInt("epoch"), stored.getLong("seq"));
            return last;
        }
    }

    private static void texts(PreparedStatement insert, int parameter, List<Row> rows, Function<Row, String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        insert.setArray(parameter, insert.getConnection().createArrayOf("text", values));
    }

    private Row row(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event))
            throw new EventStoreException("an event of no aggregate cannot be stored: " + message.getPayloadType());
        SerializedObject<String> payload = event.serializePayload(serializer, String.class);
        SerializedObject<String> metadata = event.serializeMetaData(serializer, String.class);
        String name = payload.getType().getName();
        return new Row(
                uuid(event.getAggregateIdentifier(), "aggregate identifier", name),
                event.getSequenceNumber(),
                present(event.getType(), "aggregate type", name),
                uuid(event.getIdentifier(), "identifier", name),
                name,
                present(payload.getType().getRevision(), "revision", name),
                DateTimeUtils.formatInstant(event.getTimestamp().truncatedTo(ChronoUnit.MILLIS)),
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

    /** The driver would write a question mark for half of a surrogate pair. PostgreSQL refuses the rest itself. */
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

    private record Row(
            String aggregateId,
            long sequence,
            String aggregateType,
            String eventId,
            String name,
            String revision,
            String time,
            String payload,
            String metadata) {}
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;

/**
 * The events in {@code event_store.event}, where SQL finds them. On PostgreSQL this is the log itself. A log that lies
 * elsewhere is copied there by the read model's processor, in the transaction that moves its position: up to that
 * position, all are there.
 */
public final class ListedEvents {

    private static final String INSERT = """
            insert into event_store.event
                (seq, epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            overriding system value
            select e.seq, e.epoch, e.aggregate_id::uuid, e.sequence, e.aggregate_type, e.event_id::uuid, e.name,
                   e.revision, e.time::timestamptz, e.payload::jsonb, e.metadata::jsonb
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                   as e(seq, epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            on conflict (seq) do nothing""";

    private ListedEvents() {}

    /** Writes those that are not there yet, in the connection's transaction. */
    public static void add(Connection connection, List<? extends EventMessage<?>> events) throws SQLException {
        List<StoredEvent> missing = events.stream()
                .filter(UnlistedEvent.class::isInstance)
                .map(event -> ((UnlistedEvent<?>) event).stored())
                .toList();
        if (missing.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            set(insert, 1, "int8", missing, event -> event.position().seq());
            set(insert, 2, "int4", missing, event -> event.position().epoch());
            set(insert, 3, "text", missing, StoredEvent::aggregateId);
            set(insert, 4, "int8", missing, StoredEvent::sequence);
            set(insert, 5, "text", missing, StoredEvent::aggregateType);
            set(insert, 6, "text", missing, StoredEvent::eventId);
            set(insert, 7, "text", missing, StoredEvent::name);
            set(insert, 8, "text", missing, StoredEvent::revision);
            set(insert, 9, "text", missing, event -> DateTimeUtils.formatInstant(event.time()));
            set(insert, 10, "text", missing, StoredEvent::payload);
            set(insert, 11, "text", missing, StoredEvent::metadata);
            insert.executeUpdate();
        }
    }

    private static void set(
            PreparedStatement insert,
            int parameter,
            String type,
            List<StoredEvent> events,
            Function<StoredEvent, Object> column)
            throws SQLException {
        Object[] values = events.stream().map(column).toArray();
        insert.setArray(parameter, insert.getConnection().createArrayOf(type, values));
    }
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;

/**
 * Writes the events of one commit with one statement, whose order gives them their numbers. Most commits are of one event, and
 * without arrays PostgreSQL takes a fifth more of them.
 */
final class LogAppend {

    private static final String COLUMNS = """
            insert into event_store.event
                (aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata, epoch)
            """;

    private static final String ONE = COLUMNS + """
            values (?::uuid, ?, ?, ?::uuid, ?, ?, ?::timestamptz, ?::jsonb, ?::jsonb,
                    (select epoch from event_store.log_epoch))
            returning seq, epoch""";

    private static final String MANY = COLUMNS + """
            select e.aggregate_id::uuid, e.sequence, e.aggregate_type,
                   e.event_id::uuid, e.name, e.revision, e.time::timestamptz, e.payload::jsonb, e.metadata::jsonb,
                   (select epoch from event_store.log_epoch)
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                   as e(aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata, place)
             order by e.place
            returning seq, epoch""";

    private final Serializer serializer;

    LogAppend(Serializer serializer) {
        this.serializer = serializer;
    }

    LogPosition append(Connection connection, List<? extends EventMessage<?>> events) throws SQLException {
        List<NewEvent> rows =
                events.stream().map(event -> NewEvent.of(event, serializer)).toList();
        return rows.size() == 1 ? one(connection, rows.getFirst()) : many(connection, rows);
    }

    private static LogPosition one(Connection connection, NewEvent row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ONE)) {
            insert.setString(1, row.aggregateId());
            insert.setLong(2, row.sequence());
            insert.setString(3, row.aggregateType());
            insert.setString(4, row.eventId());
            insert.setString(5, row.name());
            insert.setString(6, row.revision());
            insert.setString(7, DateTimeUtils.formatInstant(row.time()));
            insert.setString(8, row.payload());
            insert.setString(9, row.metadata());
            return last(insert);
        }
    }

    private static LogPosition many(Connection connection, List<NewEvent> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MANY)) {
            texts(insert, 1, rows, NewEvent::aggregateId);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", rows.stream().map(NewEvent::sequence).toArray()));
            texts(insert, 3, rows, NewEvent::aggregateType);
            texts(insert, 4, rows, NewEvent::eventId);
            texts(insert, 5, rows, NewEvent::name);
            texts(insert, 6, rows, NewEvent::revision);
            texts(insert, 7, rows, event -> DateTimeUtils.formatInstant(event.time()));
            texts(insert, 8, rows, NewEvent::payload);
            texts(insert, 9, rows, NewEvent::metadata);
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

    private static void texts(
            PreparedStatement insert, int parameter, List<NewEvent> rows, Function<NewEvent, String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        insert.setArray(parameter, insert.getConnection().createArrayOf("text", values));
    }
}

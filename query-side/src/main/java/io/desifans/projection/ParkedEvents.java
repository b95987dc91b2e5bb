package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored queue of parked events. Every method works in the caller's transaction. */
final class ParkedEvents {

    private static final String ADD = """
            insert into projection.parked_event as p
                (epoch, seq, root_epoch, root_seq, event_id, name, aggregate_id, touched_rows, cause, sql_state, message)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (epoch, seq) do update set root_epoch = excluded.root_epoch, root_seq = excluded.root_seq,
                touched_rows = excluded.touched_rows, cause = excluded.cause, sql_state = excluded.sql_state,
                message = excluded.message, attempts = p.attempts + 1, tried_at = now()""";
    private static final String ALL = """
            select epoch, seq, root_epoch, root_seq, event_id, name, aggregate_id, touched_rows, cause, sql_state, message
            from projection.parked_event order by epoch, seq""";
    private static final String REMOVE = "delete from projection.parked_event where epoch = ? and seq = ?";
    private static final String COUNT = "select count(*) from projection.parked_event";

    private ParkedEvents() {}

    /** Adds events to the queue; one that is in it already was tried once more. */
    static void add(Connection connection, List<ParkedEvent> events) throws SQLException {
        if (events.isEmpty()) return;
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (ParkedEvent event : events) {
                add.setInt(1, event.position().epoch());
                add.setLong(2, event.position().seq());
                add.setInt(3, event.root().epoch());
                add.setLong(4, event.root().seq());
                add.setString(5, event.eventId());
                add.setString(6, event.name());
                add.setString(7, event.aggregateId());
                add.setArray(8, connection.createArrayOf("text", event.rows().toArray()));
                Failure failure = event.failure();
                add.setString(9, failure == null ? null : failure.cause());
                add.setString(10, failure == null ? null : failure.sqlState());
                add.setString(11, failure == null ? null : failure.message());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    static void remove(Connection connection, List<ParkedEvent> events) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            for (ParkedEvent event : events) {
                remove.setInt(1, event.position().epoch());
                remove.setLong(2, event.position().seq());
                remove.addBatch();
            }
            remove.executeBatch();
        }
    }

    /** In place of the whole queue. */
    static void replace(Connection connection, List<ParkedEvent> events) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from projection.parked_event");
        }
        add(connection, events);
    }

    /** The whole queue, oldest first. */
    static List<ParkedEvent> all(Connection connection) throws SQLException {
        List<ParkedEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) events.add(read(row));
        }
        return events;
    }

    static int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static ParkedEvent read(ResultSet row) throws SQLException {
        @Nullable String cause = row.getString("cause");
        return new ParkedEvent(
                new LogPosition(row.getInt("epoch"), row.getLong("seq")),
                new LogPosition(row.getInt("root_epoch"), row.getLong("root_seq")),
                row.getString("event_id"),
                row.getString("name"),
                row.getString("aggregate_id"),
                new LinkedHashSet<>(
                        List.of((String[]) row.getArray("touched_rows").getArray())),
                cause == null ? null : new Failure(cause, row.getString("sql_state"), row.getString("message")));
    }
}

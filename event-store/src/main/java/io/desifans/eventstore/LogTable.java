package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that read the log. */
final class LogTable {

    private static final String COLUMNS =
            "seq, epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision,"
                    + " time, payload::text as payload, metadata::text as metadata";

    private LogTable() {}

    /** What {@link #event} needs, of a table of this alias. */
    static String columnsOf(String alias) {
        return COLUMNS.replaceAll("(^|, ?)(?=\\w)", "$1" + alias + ".");
    }

    /**
     * Visible rows in the order of their numbers.
     *
     * @param oldestOpen below this transaction every one has ended, seen from the very snapshot that saw the events;
     *     0 without events
     */
    record Visible(List<StoredEvent> events, long oldestOpen) {}

    static Visible after(Connection connection, long seq, int limit) throws SQLException {
        String sql = "select " + COLUMNS
                + ", (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint) as oldest_open"
                + " from event_store.event where seq > ? order by seq limit ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, seq);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<StoredEvent> events = new ArrayList<>();
                long oldestOpen = 0;
                while (rows.next()) {
                    events.add(event(rows));
                    oldestOpen = rows.getLong("oldest_open");
                }
                return new Visible(events, oldestOpen);
            }
        }
    }

    static List<StoredEvent> ofAggregate(Connection connection, UUID aggregateId, long firstSequence)
            throws SQLException {
        String sql = "select " + COLUMNS
                + " from event_store.event where aggregate_id = ? and sequence >= ? order by sequence";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, aggregateId);
            select.setLong(2, firstSequence);
            try (ResultSet rows = select.executeQuery()) {
                List<StoredEvent> events = new ArrayList<>();
                while (rows.next()) events.add(event(rows));
                return events;
            }
        }
    }

    static Optional<Long> lastSequence(Connection connection, UUID aggregateId) throws SQLException {
        return number(connection, "select max(sequence) from event_store.event where aggregate_id = ?", aggregateId);
    }

    static LogPosition last(Connection connection) throws SQLException {
        String sql = "select epoch, seq from event_store.event order by seq desc limit 1";
        return position(connection, sql, null).orElse(LogPosition.START);
    }

    /**
     * The first event of this time or later. Who appends may be overtaken, but not for a minute: an append that takes so long
     * is broken off. The sum keeps PostgreSQL from walking along the numbers instead of the times.
     */
    static Optional<LogPosition> firstSince(Connection connection, Instant time) throws SQLException {
        String sql = """
                with first as (select min(time) as time from event_store.event where time >= ?)
                select e.epoch, e.seq from event_store.event e, first
                 where e.time >= first.time and e.time < first.time + interval '1 minute'
                 order by e.seq + 0 limit 1""";
        return position(connection, sql, time.atOffset(ZoneOffset.UTC));
    }

    /** The first event with this number or a higher one. */
    static Optional<LogPosition> firstFrom(Connection connection, long seq) throws SQLException {
        return position(
                connection, "select epoch, seq from event_store.event where seq >= ? order by seq limit 1", seq);
    }

    /** A transaction id above that of everyone who has drawn a number until now. */
    static long fence(Connection connection) throws SQLException {
        return number(connection, "select pg_current_xact_id()::text::bigint", null)
                .orElseThrow();
    }

    static long oldestOpen(Connection connection) throws SQLException {
        return number(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", null)
                .orElseThrow();
    }

    static int epoch(Connection connection) throws SQLException {
        return Math.toIntExact(number(connection, "select epoch from event_store.log_epoch", null)
                .orElseThrow());
    }

    private static Optional<Long> number(Connection connection, String sql, @Nullable Object parameter)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (parameter != null) select.setObject(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                long value = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(value);
            }
        }
    }

    private static Optional<LogPosition> position(Connection connection, String sql, @Nullable Object parameter)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (parameter != null) select.setObject(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new LogPosition(row.getInt("epoch"), row.getLong("seq")))
                        : Optional.empty();
            }
        }
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                new LogPosition(row.getInt("epoch"), row.getLong("seq")),
                row.getString("aggregate_id"),
                row.getLong("sequence"),
                row.getString("aggregate_type"),
                row.getString("event_id"),
                row.getString("name"),
                row.getString("revision"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getString("payload"),
                row.getString("metadata"));
    }
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** How far a processor of this name has come; read and written in the transaction of its work. */
public record LogToken(String name) {

    /** Empty before the first {@link #write}. */
    public Optional<LogPosition> read(Connection connection) throws SQLException {
        String sql = "select epoch, seq from event_store.token where name = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new LogPosition(row.getInt(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    /**
     * In a transaction of its own the commit does not wait for the disk: after a crash a position may be a moment older than
     * what was done, and that is done again.
     */
    public void write(Connection connection, LogPosition position) throws SQLException {
        String sql = "insert into event_store.token (name, epoch, seq) select ?, ?, ?"
                + " where set_config('synchronous_commit', 'off', true) is not null"
                + " on conflict (name) do update set epoch = excluded.epoch, seq = excluded.seq";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, name);
            upsert.setInt(2, position.epoch());
            upsert.setLong(3, position.seq());
            upsert.executeUpdate();
        }
    }

    /** Writes how far processors have come who had nothing to do; none is moved back. */
    public static void moveOn(Connection connection, Map<String, LogPosition> positions) throws SQLException {
        String sql = "insert into event_store.token as stored (name, epoch, seq)"
                + " select name, epoch, seq from unnest(?, ?, ?) as passed(name, epoch, seq)"
                + " where set_config('synchronous_commit', 'off', true) is not null order by name"
                + " on conflict (name) do update set epoch = excluded.epoch, seq = excluded.seq"
                + " where (stored.epoch, stored.seq) < (excluded.epoch, excluded.seq)";
        Collection<LogPosition> at = positions.values();
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setArray(
                    1, connection.createArrayOf("text", positions.keySet().toArray()));
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "int4", at.stream().map(LogPosition::epoch).toArray()));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", at.stream().map(LogPosition::seq).toArray()));
            upsert.executeUpdate();
        }
    }
}

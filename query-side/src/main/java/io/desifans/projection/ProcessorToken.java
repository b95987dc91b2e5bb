package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import io.desifans.web.ReadModelPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The stored position of the processor that fills the read model. Whoever holds its lock is the only writer. */
final class ProcessorToken {

    static final String NAME = "read-models";

    private static final String READ = "select epoch, seq from event_store.token where name = ?";
    private static final String CREATE =
            "insert into event_store.token (name, epoch, seq) values (?, 0, 0) on conflict (name) do nothing";

    /** Whoever waits in another process hears of it at the commit. */
    private static final String MOVE = "update event_store.token set epoch = ?, seq = ? where name = ?"
            + " returning pg_notify('" + ReadModelPosition.CHANNEL + "', epoch || '-' || seq)";

    private ProcessorToken() {}

    static LogPosition read(Connection connection) throws SQLException {
        LogPosition position = select(connection, READ);
        return position == null ? LogPosition.START : position;
    }

    /** Waits for any other writer's transaction to end. */
    static LogPosition lock(Connection connection) throws SQLException {
        LogPosition position = select(connection, READ + " for update");
        if (position != null) return position;
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            create.setString(1, NAME);
            create.executeUpdate();
        }
        return lock(connection);
    }

    static void move(Connection connection, LogPosition to) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setInt(1, to.epoch());
            move.setLong(2, to.seq());
            move.setString(3, NAME);
            move.execute();
        }
    }

    private static @Nullable LogPosition select(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, NAME);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new LogPosition(row.getInt(1), row.getLong(2)) : null;
            }
        }
    }
}

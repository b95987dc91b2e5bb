package io.desifans.projection;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * An empty copy of the tables in schemas of its own, dropped when closed unless it has taken the place of the live one. As long as it is used its name is locked in
 * the database, which tells it from what a process that died has left behind.
 */
final class ReplaySchema implements AutoCloseable {

    /** What was live until a copy took its place. */
    static final String BEFORE = "read_model_before";

    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";
    private static final String RENAME = "alter schema \"%s\" rename to \"%s\"";
    private static final String ALL = "select nspname from pg_namespace where nspname ~ '^replay_[0-9a-f]{32}$'";

    private final Connection connection;
    private final String name;

    private ReplaySchema(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    static ReplaySchema create(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        String name = "replay_" + UUID.randomUUID().toString().replace("-", "");
        ReplaySchema schema = new ReplaySchema(connection, name);
        try {
            dropOrphans(connection);
            lock(connection, name, LOCK);
            ReadModelSchema.migrate(database, name);
            return schema;
        } catch (SQLException | RuntimeException e) {
            schema.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** Empties it. */
    void renew(DataSource database) throws SQLException {
        drop(connection, name);
        ReadModelSchema.migrate(database, name);
    }

    /** Drops what the live tables were before the last time that a copy took their place. */
    void makeRoom() throws SQLException {
        drop(connection, BEFORE);
    }

    /**
     * In the caller's transaction the copy becomes live, and what was live is kept as {@link #BEFORE}.
     *
     * @param position of both, which the comment of the schema keeps
     */
    void takePlace(Connection connection, LogPosition position) throws SQLException {
        try (Statement rename = connection.createStatement()) {
            rename.execute(RENAME.formatted(ReadModelSchema.LIVE, BEFORE));
            rename.execute(RENAME.formatted(ReadModelSchema.LIVE_PLATFORM, ReadModelSchema.platformOf(BEFORE)));
            rename.execute("comment on schema \"" + BEFORE + "\" is '" + position + "'");
            rename.execute(RENAME.formatted(name, ReadModelSchema.LIVE));
            rename.execute(RENAME.formatted(ReadModelSchema.platformOf(name), ReadModelSchema.LIVE_PLATFORM));
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            drop(connection, name);
            lock(connection, name, UNLOCK);
        }
    }

    private static void dropOrphans(Connection connection) throws SQLException {
        for (String schema : names(connection)) {
            if (!lock(connection, schema, LOCK)) continue;
            drop(connection, schema);
            lock(connection, schema, UNLOCK);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(ALL)) {
            while (row.next()) names.add(row.getString(1));
        }
        return names;
    }

    private static boolean lock(Connection connection, String schema, String sql) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setString(1, schema);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void drop(Connection connection, String schema) throws SQLException {
        try (Statement drop = connection.createStatement()) {
            drop.execute("drop schema if exists " + ReadModelSchema.searchPath(schema) + " cascade");
        }
    }
}

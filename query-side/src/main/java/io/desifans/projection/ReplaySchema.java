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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of the tables in schemas of its own, empty or as a replay has left it that did not come to its end. As long as it is
 * used its name is locked in the database, which tells it from what was left behind.
 */
final class ReplaySchema implements AutoCloseable {

    /** What was live until a copy took its place. */
    static final String BEFORE = "read_model_before";

    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";
    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";
    private static final String RENAME = "alter schema \"%s\" rename to \"%s\"";
    private static final String ALL = "select nspname from pg_namespace where nspname ~ '^replay_[0-9a-f]{32}$'";

    private static final Logger LOG = LoggerFactory.getLogger(ReplaySchema.class);

    private final DataSource database;
    private final Connection connection;
    private final String name;
    private Bookmark bookmark;

    private ReplaySchema(DataSource database, Connection connection, String name, Bookmark bookmark) {
        this.database = database;
        this.connection = connection;
        this.name = name;
        this.bookmark = bookmark;
    }

    /**
     * The one that was left behind, if it leads to where the live tables are now; otherwise an empty one. All others that were
     * left behind are dropped.
     *
     * @param code a digest of the code that is going to fill it
     */
    static ReplaySchema open(DataSource database, String code, LogPosition live) throws SQLException {
        Connection connection = database.getConnection();
        try {
            String revision = Bookmark.revision(connection, code);
            ReplaySchema left = leftBehind(database, connection, revision, live);
            return left == null ? created(database, connection, revision) : left;
        } catch (SQLException | RuntimeException | Error e) {
            try (connection;
                    Statement unlock = connection.createStatement()) {
                unlock.execute("select pg_advisory_unlock_all()");
            }
            throw e;
        }
    }

    private static @Nullable ReplaySchema leftBehind(
            DataSource database, Connection connection, String revision, LogPosition live) throws SQLException {
        ReplaySchema found = null;
        for (String schema : names(connection)) {
            if (!lock(connection, schema, LOCK)) continue;
            Bookmark bookmark = Bookmark.in(connection, schema);
            if (found == null && bookmark != null && bookmark.leadsTo(live, revision)) {
                found = new ReplaySchema(database, connection, schema, bookmark);
                LOG.info("A replay that did not come to its end goes on after {}", bookmark.position());
            } else {
                LOG.warn(
                        "What a replay has left behind is dropped: of other code, of a log that was restored, or one too many");
                drop(connection, schema);
                lock(connection, schema, UNLOCK);
            }
        }
        return found;
    }

    private static ReplaySchema created(DataSource database, Connection connection, String revision)
            throws SQLException {
        String name = "replay_" + UUID.randomUUID().toString().replace("-", "");
        lock(connection, name, LOCK);
        ReadModelSchema.migrate(database, name);
        return new ReplaySchema(database, connection, name, Bookmark.lay(connection, name, revision));
    }

    String name() {
        return name;
    }

    /** Where it was when it was opened or renewed. */
    Bookmark bookmark() {
        return bookmark;
    }

    /** Empties it. */
    void renew() throws SQLException {
        drop(connection, name);
        ReadModelSchema.migrate(database, name);
        bookmark = Bookmark.lay(connection, name, bookmark.revision());
    }

    /** Nobody goes on with it. */
    void drop() throws SQLException {
        drop(connection, name);
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
            rename.execute("drop table \"" + name + "\".replay_bookmark");
            rename.execute(RENAME.formatted(ReadModelSchema.LIVE, BEFORE));
            rename.execute(RENAME.formatted(ReadModelSchema.LIVE_PLATFORM, ReadModelSchema.platformOf(BEFORE)));
            rename.execute("comment on schema \"" + BEFORE + "\" is '" + position + "'");
            rename.execute(RENAME.formatted(name, ReadModelSchema.LIVE));
            rename.execute(RENAME.formatted(ReadModelSchema.platformOf(name), ReadModelSchema.LIVE_PLATFORM));
        }
    }

    /** Leaves it to whoever opens one next, unless it was dropped. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            lock(connection, name, UNLOCK);
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

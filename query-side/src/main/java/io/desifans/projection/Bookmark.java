package io.desifans.projection;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.LogPosition;
import io.desifans.projection.BareTables.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a copy of the tables has come, and what its rows do not tell of that. It lies in the copy's own schema and moves in the
 * transactions that write the rows, so both are as old as each other whenever a replay dies.
 *
 * @param revision of the code and the migrations that make the copy
 * @param position up to where all events are in it
 * @param bare what was taken from the tables until they are full; null while they are whole
 */
record Bookmark(
        String revision,
        LogPosition position,
        Known known,
        @Nullable List<Part> bare) {

    /**
     * What is known of the events up to there.
     *
     * @param events how many there are
     * @param voids see {@link VoidChanges#byName}
     */
    record Known(
            long events,
            List<ParkedEvent> parked,
            Map<String, Long> voids,
            @Nullable LogPosition lastErasure) {

        static final Known NOTHING = new Known(0, List.of(), Map.of(), null);
    }

    private record Parts(List<Part> parts) {}

    private static final JsonMapper JSON = new JsonMapper();

    /** Without a key or an index, which would be taken from it with those of the tables. */
    private static final String CREATE =
            "create table \"%s\".replay_bookmark (revision text not null, epoch int not null,"
                    + " seq bigint not null, known jsonb not null, bare jsonb)";

    private static final String INSERT =
            "insert into \"%s\".replay_bookmark (revision, epoch, seq, known) values (?, ?, ?, ?::jsonb)";
    private static final String READ = "select * from \"%s\".replay_bookmark";
    private static final String EXISTS = "select to_regclass('\"%s\".replay_bookmark') is not null";
    private static final String MOVE =
            "update replay_bookmark set epoch = ?, seq = ?, known = ?::jsonb where epoch = ? and seq = ?";
    private static final String BARE = "update \"%s\".replay_bookmark set bare = ?::jsonb";
    private static final String MIGRATIONS = """
            select md5(string_agg(script || coalesce(checksum, 0), ',' order by script)) from
                (select script, checksum from %s.flyway_schema_history
                 union all select script, checksum from %s.flyway_schema_history) as migration""".formatted(ReadModelSchema.LIVE, ReadModelSchema.LIVE_PLATFORM);

    /**
     * What a copy is made by that is begun now.
     *
     * @param code a digest of the code; migrations are those of the live tables, which are as new
     */
    static String revision(Connection connection, String code) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(MIGRATIONS)) {
            row.next();
            return code + ' ' + row.getString(1);
        }
    }

    /** At the start, in an empty copy. */
    static Bookmark lay(Connection connection, String schema, String revision) throws SQLException {
        Bookmark start = new Bookmark(revision, LogPosition.START, Known.NOTHING, null);
        try (Statement create = connection.createStatement()) {
            create.execute(CREATE.formatted(schema));
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT.formatted(schema))) {
            insert.setString(1, revision);
            insert.setInt(2, start.position.epoch());
            insert.setLong(3, start.position.seq());
            insert.setString(4, JSON.writeValueAsString(start.known));
            insert.executeUpdate();
        }
        return start;
    }

    /** Where a copy was left; null if it was not even begun. */
    static @Nullable Bookmark in(Connection connection, String schema) throws SQLException {
        try (Statement select = connection.createStatement()) {
            try (ResultSet exists = select.executeQuery(EXISTS.formatted(schema))) {
                exists.next();
                if (!exists.getBoolean(1)) return null;
            }
            try (ResultSet row = select.executeQuery(READ.formatted(schema))) {
                if (!row.next()) return null;
                String bare = row.getString("bare");
                return new Bookmark(
                        row.getString("revision"),
                        new LogPosition(row.getInt("epoch"), row.getLong("seq")),
                        JSON.readValue(row.getString("known"), Known.class),
                        bare == null ? null : JSON.readValue(bare, Parts.class).parts());
            }
        }
    }

    /** Whether going on from here comes to the same as beginning anew, for tables that are where the live ones are. */
    boolean leadsTo(LogPosition live, String current) {
        return revision.equals(current) && position.epoch() == live.epoch() && live.covers(position);
    }

    /**
     * In the caller's transaction, whose search path leads to the copy.
     *
     * @throws IllegalStateException if it is somewhere else, since another replay has taken the copy for a dead one's
     */
    static void move(Connection connection, LogPosition from, LogPosition to, Known known) throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setInt(1, to.epoch());
            move.setLong(2, to.seq());
            move.setString(3, JSON.writeValueAsString(known));
            move.setInt(4, from.epoch());
            move.setLong(5, from.seq());
            if (move.executeUpdate() != 1)
                throw new IllegalStateException("another replay goes on with this copy, which it took for left behind");
        }
    }

    /** Notes in the caller's transaction what the tables of a copy lack from now on. */
    static void bare(Connection connection, String schema, List<Part> parts) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(BARE.formatted(schema))) {
            note.setString(1, JSON.writeValueAsString(new Parts(parts)));
            note.executeUpdate();
        }
    }

    /** Notes that they lack nothing. */
    static boolean whole(Connection connection, String schema) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(BARE.formatted(schema))) {
            note.setString(1, null);
            return note.executeUpdate() == 1;
        }
    }
}

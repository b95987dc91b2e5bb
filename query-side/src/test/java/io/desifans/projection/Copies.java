package io.desifans.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What tests know of copies of the tables. */
final class Copies {

    private Copies() {}

    static ReplayCopy of(
            DataSource source, ReplaySchema schema, ScriptedLog log, Projection projection, ReplayProgress progress) {
        return new ReplayCopy(source, schema, log, projection, 1000, Scripted.Erased.class, progress);
    }

    /** @param run how many changes are held before they are written */
    static Pace writing(int run) {
        return new Pace(2, 500, 40, run, 150_000, 3);
    }

    /** Rows, void changes and parked events. */
    static void assertLikeLive(ReadModelDatabase database, ReplayCopy copy) throws SQLException {
        assertThat(hashes(database, copy.schema())).isEqualTo(hashes(database, ReadModels.SCHEMA));
        assertThat(copy.parked().stream()
                        .map(event -> event.position().seq() + " behind "
                                + event.root().seq() + " "
                                + (event.failure() == null || event.failure().sqlState() == null
                                        ? "-"
                                        : event.failure().sqlState())))
                .containsExactlyElementsOf(database.parked());
        List<String> voids = database.voids();
        database.execute("truncate projection.void_change");
        try (Connection connection = database.source.getConnection()) {
            copy.voids().store(connection);
        }
        assertThat(database.voids()).isEqualTo(voids);
    }

    /** All indexes and constraints. */
    static List<String> made(ReadModelDatabase database, String schema) throws SQLException {
        return database.query("""
                select pg_get_indexdef(x.oid) || i.indisvalid from pg_class x join pg_index i on i.indexrelid = x.oid
                 where x.relnamespace = '%1$s'::regnamespace
                union all
                select conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated from pg_constraint
                 where connamespace = '%1$s'::regnamespace order by 1""".formatted(schema));
    }

    static Map<String, String> hashes(ReadModelDatabase database, String schema) throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        try (Connection connection = database.source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path to " + ReadModelSchema.searchPath(schema));
            for (TableShape table : TableShape.ALL) {
                try (TableRows rows = new TableRows(connection, table)) {
                    while (rows.next() != null) {}
                    hashes.put(table.name, rows.count() + " " + rows.hash());
                }
            }
        }
        return hashes;
    }
}

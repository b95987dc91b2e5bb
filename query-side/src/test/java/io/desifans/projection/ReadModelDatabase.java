package io.desifans.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.eventstore.LogPosition;
import io.desifans.test.TestDatabase;
import io.desifans.web.ReadModelPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The database of these tests, its live tables empty, and the processor that fills them from a log in memory. The one made
 * last is the one in use: a server with many databases takes long to stop.
 */
final class ReadModelDatabase {

    private static final DataSource SHARED = pool(TestDatabase.filledBy("read-model", database -> {
        EventStoreSchema.migrate(database);
        ReadModelSchema.migrate(database, ReadModels.SCHEMA);
        ProjectionSchema.migrate(database);
    }));
    private static final String EMPTY = """
            drop function if exists refuse cascade;
            truncate read_model."user", read_model.customers, read_model.verification cascade;
            truncate event_store.token, projection.parked_event, projection.void_change""";

    final DataSource source = SHARED;
    final ScriptedLog log = new ScriptedLog();
    final Projection projection = new Projection(Scripted.projectors());
    final ParkedRetry retry = new ParkedRetry(source, log, projection);

    ReadModelDatabase() throws SQLException {
        execute(EMPTY);
    }

    private static DataSource pool(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setConnectionInitSql("set search_path to " + ReadModelSchema.searchPath(ReadModels.SCHEMA));
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        return new HikariDataSource(config);
    }

    /** Processes what is in the log and was not processed yet. */
    void process(int batch) throws SQLException {
        process(batch, 1000);
    }

    void process(int batch, int mostParked) throws SQLException {
        try (ReadModelPosition announced = new ReadModelPosition(source, () -> LogPosition.START)) {
            ReadModels readModels = new ReadModels(source, projection, announced, mostParked);
            for (LogPosition at = readModels.position(); ; at = readModels.position()) {
                var events = log.after(at, batch);
                if (events.isEmpty()) return;
                readModels.handle(events);
            }
        }
    }

    ReplayReport replay() throws SQLException {
        return new Replay(source, log, projection, 1000, Scripted.Erased.class).run(new ReplayProgress());
    }

    /** A copy for a test that fills it. */
    ReplaySchema copy() throws SQLException {
        return ReplaySchema.open(source, "these tests", log.events.isEmpty() ? LogPosition.START : log.last());
    }

    /** A hash per table. */
    Map<String, String> hashes() throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        try (Connection connection = source.getConnection()) {
            for (TableShape table : TableShape.ALL) {
                try (TableRows rows = new TableRows(connection, table)) {
                    while (rows.next() != null) {}
                    hashes.put(table.name, rows.count() + " " + rows.hash());
                }
            }
        }
        return hashes;
    }

    int rows(String table) throws SQLException {
        return Integer.parseInt(
                query("select count(*) from read_model.\"" + table + "\"").getFirst());
    }

    List<String> voids() throws SQLException {
        return query("select table_name || ' ' || kind || ' ' || changes from projection.void_change"
                + " order by table_name, kind");
    }

    List<String> parked() throws SQLException {
        return query("select seq || ' behind ' || root_seq || ' ' || coalesce(sql_state, '-')"
                + " from projection.parked_event order by epoch, seq");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) rows.add(row.getString(1));
        }
        return rows;
    }
}

package io.desifans.audit.query;

import io.desifans.projection.ProjectionConfiguration.LiveTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rebuilds of all nodes, the last {@value #KEPT} of them. */
@Component
class KeptRebuilds {

    private static final int KEPT = 20;
    private static final String LOCK = "hashtextextended('desifans rebuild', 0)";
    private static final String STORE = """
            insert into audit.rebuild (id, started_at, state, told) values (?, ?, ?, ?::jsonb)
            on conflict (id) do update set state = excluded.state, told = excluded.told""";
    private static final String FORGET =
            "delete from audit.rebuild where id in (select id from audit.rebuild order by started_at desc offset ?)";
    private static final String HELD = """
            select exists (select from pg_locks join pg_database d on d.oid = database
             where d.datname = current_database() and locktype = 'advisory' and granted
               and (classid::bigint << 32 | objid::bigint) =\s""" + LOCK + ")";

    private final DataSource database;
    private final JdbcClient sql;
    private final JsonMapper json;

    KeptRebuilds(LiveTables tables, JsonMapper json) {
        this.database = tables.database();
        this.sql = JdbcClient.create(database);
        this.json = json;
    }

    /** The right to run one, for as long as the connection is open; empty while another one runs, on whatever node. */
    Optional<Connection> right() throws SQLException {
        Connection connection = database.getConnection();
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            if (row.getBoolean(1)) return Optional.of(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Gives the {@link #right} back. */
    void end(Connection right) throws SQLException {
        try (right;
                Statement statement = right.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        }
    }

    void store(Rebuild rebuild) {
        sql.sql(STORE)
                .params(
                        rebuild.id(),
                        rebuild.startedAt().atOffset(ZoneOffset.UTC),
                        rebuild.state().name(),
                        json.writeValueAsString(rebuild))
                .update();
        sql.sql(FORGET).param(KEPT).update();
    }

    Optional<Rebuild> running() {
        return sql.sql("select told::text from audit.rebuild where state = 'RUNNING' order by started_at desc limit 1")
                .query(String.class)
                .optional()
                .map(told -> json.readValue(told, Rebuild.class));
    }

    /** As it was told last; one whose node has ended has failed. */
    Optional<Rebuild> find(UUID id) {
        boolean running = isOneRunning();
        return sql.sql("select told::text from audit.rebuild where id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(told -> json.readValue(told, Rebuild.class))
                .map(rebuild -> rebuild.isRunning() && !running ? abandoned(rebuild) : rebuild);
    }

    private boolean isOneRunning() {
        return sql.sql(HELD).query(Boolean.class).single();
    }

    static Rebuild abandoned(Rebuild rebuild) {
        return rebuild.failed(rebuild.progress(), "The node that ran it has ended. Start another one: it goes on.");
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kills the process of a replay when a part of the log is in its tables. */
@Execution(ExecutionMode.CONCURRENT)
class ReplayKillTest {

    /** So many that a replay leaves a bookmark several times. */
    private static final int USERS = 60_000;

    private static final String REGISTERED = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select (select epoch from event_store.log_epoch), gen_random_uuid(), 0, 'User', gen_random_uuid(),
                   'UserRegistered', '1', now(),
                   jsonb_build_object('userId', 'user' || lpad(i::text, 28, '0'), 'name', null, 'email', null,
                       'image', null, 'emailVerified', false, 'role', 'user', 'method', 'email'),
                   jsonb_build_object('actor', 'system:test', 'subjects', 'user' || lpad(i::text, 28, '0'))
              from generate_series(1, ?) as i""";

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);
    private final int port = Ports.free();

    @Test
    void r5_a_replay_that_is_killed_is_taken_up_by_the_next_one_and_finds_no_difference() throws Exception {
        try (AppProcess app = start("--empty")) {
            app.awaitReady();
            sql.sql(REGISTERED).param(USERS).update();
            Drained.await(database);
        }
        try (AppProcess killed = start("replay")) {
            Nodes.until(() -> reached() > 0);
            killed.kill();
        }
        long reached = reached();
        try (AppProcess next = start("replay")) {
            assertThat(next.awaitExit()).as(next.output()).isZero();
            assertThat(next.output())
                    .contains("of the events were replayed before", "\n0 differences in ")
                    .doesNotContain("\n0 of the events");
        }
        assertThat(reached).isPositive();
        assertThat(copies()).isEmpty();
    }

    /** The number of the last event that is in the tables of a copy; 0 without one. */
    private long reached() {
        return copies().stream()
                .mapToLong(copy -> sql.sql("select coalesce(max(seq), 0) from " + copy + ".replay_bookmark")
                        .query(Long.class)
                        .single())
                .sum();
    }

    private List<String> copies() {
        return sql.sql("select schemaname from pg_tables where tablename = 'replay_bookmark'")
                .query(String.class)
                .list();
    }

    private AppProcess start(String argument) throws Exception {
        Map<String, String> environment = new HashMap<>(Nodes.settings(database));
        environment.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        return AppProcess.start(data, port, environment, argument);
    }
}

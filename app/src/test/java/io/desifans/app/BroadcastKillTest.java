package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Kills the application in the middle of a broadcast; {@code -Dbroadcast.followers=100000} for one that takes long. */
@Execution(ExecutionMode.CONCURRENT)
class BroadcastKillTest {

    private static final int FOLLOWERS = Integer.getInteger("broadcast.followers", 2_500);

    /** Nobody is told so in the half that comes next, as long as we hold a lock. */
    private static final String HELD_UP = """
            create schema held;
            create function held.up() returns trigger language plpgsql as
                'begin perform pg_advisory_xact_lock_shared(1); return new; end';
            create trigger held_up before insert on event_store.event for each row
                when (new.name = 'BroadcastDelivered' and new.payload ->> 'number' = '%s')
                execute function held.up();""".formatted(FOLLOWERS / 1_000);

    private static final String INSERT = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select (select epoch from event_store.log_epoch), ?, 0, ?, gen_random_uuid(), ?, '1', now(), ?::jsonb,
                   jsonb_build_object('actor', 'system:test', 'subjects', ?)""";

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);
    private final int port = Ports.free();

    @Test
    void a_broadcast_that_was_cut_off_by_kill_9_reaches_every_follower_once() throws Exception {
        String token;
        String broadcast;
        try (AppProcess app = start()) {
            app.awaitReady();
            Api asha = new Api(app.uri("").toString()).signUp("Asha").onboarded("asha");
            token = asha.token();
            followed(asha.userId());
            Drained.await(database);
            broadcast = killInTheMiddle(app, asha);
        }
        assertThat(told("BroadcastDelivered", "followerIds").size()).isLessThan(FOLLOWERS);
        try (AppProcess app = start()) {
            app.awaitReady();
            Drained.await(database);
            JsonNode done = new Api(app.uri("").toString())
                    .bearer(token)
                    .get(broadcast)
                    .expect(200)
                    .json();
            assertThat(done.get("delivered").asInt()).isEqualTo(FOLLOWERS);
            assertThat(done.get("completedAt").isNull()).isFalse();
        }
        assertThat(told("BroadcastDelivered", "followerIds")).hasSize(FOLLOWERS).doesNotHaveDuplicates();
        assertThat(told("AudienceNotified", "userIds")).hasSize(FOLLOWERS).doesNotHaveDuplicates();
    }

    private String killInTheMiddle(AppProcess app, Api asha) throws Exception {
        try (Connection ours = database.getConnection();
                var statement = ours.createStatement()) {
            statement.execute(HELD_UP);
            statement.execute("select pg_advisory_lock(1)");
            String broadcast = asha.post("/api/v1/broadcasts", Map.of("content", "Hello all"))
                    .expect(202)
                    .header("Location");
            Nodes.until(() -> sql.sql("select count(*) from pg_locks where locktype = 'advisory' and objid = 1"
                                    + " and not granted and database ="
                                    + " (select oid from pg_database where datname = current_database())")
                            .query(Long.class)
                            .single()
                    == 1);
            app.kill();
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            statement.execute("drop schema held cascade");
            return broadcast;
        }
    }

    /** Users of whom nothing personal is known. */
    private void followed(String creatorId) throws Exception {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < FOLLOWERS; i++) {
                String userId = "follower%024d".formatted(i);
                UUID follow = DerivedId.of("Follow", userId, creatorId);
                String user = """
                        {"userId": "%s", "name": null, "email": null, "image": null,
                         "emailVerified": false, "role": "user", "method": "email"}""".formatted(userId);
                String started = """
                        {"followId": "%s", "followerId": "%s", "creatorId": "%s"}""".formatted(follow, userId, creatorId);
                add(insert, DerivedId.of("User", userId), "User", "UserRegistered", user, userId);
                add(insert, follow, "Follow", "FollowStarted", started, userId + "," + creatorId);
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private static void add(
            PreparedStatement insert, UUID aggregate, String type, String name, String payload, String subjects)
            throws SQLException {
        insert.setObject(1, aggregate);
        insert.setString(2, type);
        insert.setString(3, name);
        insert.setString(4, payload);
        insert.setString(5, subjects);
        insert.addBatch();
    }

    /** Everybody named in the events of this name. */
    private List<String> told(String name, String field) {
        return sql.sql("select person from event_store.event, jsonb_array_elements_text(payload -> ?) person"
                        + " where name = ?")
                .params(field, name)
                .query(String.class)
                .list();
    }

    private AppProcess start() throws Exception {
        Map<String, String> environment = new HashMap<>(Nodes.settings(database));
        environment.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        return AppProcess.start(data, port, environment, "--empty");
    }
}

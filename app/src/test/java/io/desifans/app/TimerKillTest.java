package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.services.command.ServiceOrderCommand;
import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kills the application between the moment when something is due and the one when it is marked as done. */
@Execution(ExecutionMode.CONCURRENT)
class TimerKillTest {

    /** Whatever would do so waits for a lock of ours: to tell the log of what is begun, to mark what is done. */
    private static final String HELD_UP = """
            create schema held;
            create function held.up() returns trigger language plpgsql as
                'begin perform pg_advisory_xact_lock_shared(1); return coalesce(new, old); end';
            create trigger held_up before insert on event_store.event for each row
                when (new.aggregate_id in ('%1$s', '%2$s') and new.name in ('OrderExpired', 'ScheduleKept'))
                execute function held.up();
            create trigger held_up before delete on event_store.timer for each row
                when (old.task_instance in ('%3$s', '%4$s')) execute function held.up();""";

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();
    private final List<UUID> payments = new ArrayList<>();
    private final List<UUID> orders = new ArrayList<>();
    private final List<UUID> posts = List.of(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void what_was_due_when_the_application_was_killed_is_done_once() throws Exception {
        try (AppProcess app = AppProcess.start(data, port, Gateway.settings(gatewayPort, database), "--empty")) {
            app.awaitReady();
            Shop shop = Shop.open(visitor(), "asha");
            for (int i = 0; i < 2; i++) order(shop);
            Nodes.until(() -> count("select count(*) from event_store.timer where task_name = 'order-expiry'") == 2);
            killWhileHeldUp(app, shop);
        }
        assertThat(done()).containsExactlyInAnyOrder("OrderExpired " + orders.get(1), "PostPublished " + posts.get(1));
        assertThat(count("select count(*) from event_store.timer where picked")).isEqualTo(4);
        sql.sql("update event_store.timer set last_heartbeat = last_heartbeat - interval '1 hour'")
                .update();
        try (AppProcess app = AppProcess.start(data, port, Gateway.settings(gatewayPort, database), "--empty")) {
            app.awaitReady();
            Nodes.until(() -> count("select count(*) from event_store.timer"
                            + " where task_name in ('order-expiry', 'post-publication')")
                    == 0);
            Drained.await(database);
        }
        assertThat(done())
                .containsExactlyInAnyOrder(
                        "OrderExpired " + orders.get(0),
                        "OrderExpired " + orders.get(1),
                        "PostPublished " + posts.get(0),
                        "PostPublished " + posts.get(1));
        for (UUID payment : payments)
            assertThat(count("select count(*) from event_store.event where aggregate_id = '" + payment
                            + "' and name = 'GrantRefused'"))
                    .isEqualTo(1);
    }

    private void order(Shop shop) {
        Api fan = visitor().signUp("Vikram");
        UUID payment = Shop.buy(Gateway.of(gatewayPort, port), fan, "service", shop.service());
        payments.add(payment);
        orders.add(ServiceOrderCommand.orderOf(payment));
    }

    /** Of each kind one is begun then, and one is done but not marked. */
    private void killWhileHeldUp(AppProcess app, Shop shop) throws SQLException, InterruptedException {
        try (Connection ours = database.getConnection();
                var statement = ours.createStatement()) {
            statement.execute(HELD_UP.formatted(orders.get(0), posts.get(0), orders.get(1), posts.get(1)));
            statement.execute("select pg_advisory_lock(1)");
            for (UUID post : posts) schedule(shop.creator(), post);
            statement.execute("update event_store.timer set execution_time = now() where task_name = 'order-expiry'");
            Nodes.until(() -> count(
                            "select count(*) from pg_locks where locktype = 'advisory' and objid = 1 and not granted"
                                    + " and database = (select oid from pg_database where datname = current_database())")
                    == 4);
            app.kill();
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            statement.execute("drop schema held cascade");
        }
    }

    private static void schedule(Api creator, UUID post) {
        var body = Map.of(
                "postId",
                post,
                "postType",
                "exclusive",
                "price",
                4900,
                "caption",
                "Tomorrow",
                "publishAt",
                Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS).toString());
        creator.post("/api/v1/posts", body).expect(201);
    }

    /** The events that a timer leads to, with what they are about. */
    private List<String> done() {
        return sql.sql("select name || ' ' || aggregate_id from event_store.event"
                        + " where name = 'OrderExpired' or name = 'PostPublished' and aggregate_id in (?, ?)")
                .params(posts.get(0), posts.get(1))
                .query(String.class)
                .list();
    }

    private long count(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

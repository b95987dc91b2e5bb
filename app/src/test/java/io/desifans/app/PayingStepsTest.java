package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Kills the application at each step from the gateway's message to the grant, the credit and the notification. */
@Execution(ExecutionMode.CONCURRENT)
class PayingStepsTest {

    /**
     * A payment that is made before the application is killed.
     *
     * @param heldUp steps that nobody takes from here on: to store an event ({@code event}), or for a process to mark that it
     *     has done its work ({@code token}) and to go on to the next
     * @param reached what is stored nevertheless
     */
    private record Paying(List<String> heldUp, List<String> reached) {

        static Paying upTo(String... heldUp) {
            return new Paying(List.of(heldUp), List.of());
        }

        Paying but(String... stored) {
            return new Paying(heldUp, List.of(stored));
        }
    }

    /**
     * Behind a payment whose work is not marked the next ones are at a stand before that process has begun. Processes share
     * three connections, so that no more than two of them are held up at once.
     */
    private static final List<List<Paying>> KILLS = List.of(
            List.of(
                    Paying.upTo("token grants", "token earnings"),
                    Paying.upTo().but("PaymentCompleted", "WebhookProcessed"),
                    Paying.upTo("event WebhookMatched").but("PaymentCompleted"),
                    Paying.upTo("event WebhookReceived")),
            List.of(
                    Paying.upTo("token notifications").but("EarningCredited"),
                    Paying.upTo().but("PostPurchaseGranted", "EarningCredited"),
                    Paying.upTo("token webhooks"),
                    Paying.upTo().but("WebhookReceived")),
            List.of(Paying.upTo("event WebhookProcessed")));

    /** Whoever would take one of these steps waits for a lock of ours; positions over what concerns nobody are stored otherwise. */
    private static final String GATES = """
            create schema held;
            create table held.step (name text);
            create function held.up() returns trigger language plpgsql as $$ begin
                if current_query() not like 'insert into event_store.token as stored%'
                    and exists (select from held.step where name = tg_table_name || ' ' || new.name)
                then perform pg_advisory_xact_lock_shared(1); end if;
                return new; end $$;
            create trigger held_up before insert on event_store.event for each row execute function held.up();
            create trigger held_up before insert on event_store.token for each row execute function held.up();
            select pg_advisory_lock(1);""";

    private static final String WAITING = """
            select count(*) from pg_locks where locktype = 'advisory' and objid = 1 and not granted
               and database = (select oid from pg_database where datname = current_database())""";

    /** After this the gateway has tried everything that it could not deliver as often as it ever does. */
    private static final Duration ALL_ATTEMPTS = Duration.ofDays(2);

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();

    @Test
    void p5_killed_at_any_step_it_grants_credits_and_tells_once_and_asks_the_gateway_for_nothing_more()
            throws Exception {
        Shop shop = null;
        int payments = 0;
        int calls = 0;
        for (int kill = 0; kill <= KILLS.size(); kill++) {
            try (AppProcess app = AppProcess.start(data, port, Gateway.settings(gatewayPort, database), "--empty")) {
                app.awaitReady();
                Gateway gateway = Gateway.of(gatewayPort, port);
                if (shop == null) shop = Shop.open(visitor(), "asha");
                else {
                    gateway.advance(ALL_ATTEMPTS.toSeconds());
                    PaidOnce.mustHold(Gateway.tables(database), payments);
                    assertThat(gateway.calls())
                            .as("calls after %s", KILLS.get(kill - 1))
                            .isEqualTo(calls);
                }
                if (kill == KILLS.size()) return;
                payments += KILLS.get(kill).size();
                calls = payAndKill(app, gateway, shop, KILLS.get(kill));
            }
        }
    }

    /** Answers how many calls the gateway had seen then. */
    private int payAndKill(AppProcess app, Gateway gateway, Shop shop, List<Paying> kill) throws Exception {
        List<JsonNode> checkouts = new ArrayList<>();
        for (Paying each : kill)
            checkouts.add(Shop.checkout(visitor().signUp("Fan"), "exclusive_post", shop.soldPost()));
        Drained.await(database);
        List<Thread> payers = new ArrayList<>();
        try (Connection ours = database.getConnection();
                Statement statement = ours.createStatement()) {
            statement.execute(GATES);
            int waiting = 0;
            for (int i = 0; i < kill.size(); i++) {
                JsonNode checkout = checkouts.get(i);
                Paying paying = kill.get(i);
                for (String step : paying.heldUp) statement.execute("insert into held.step values ('" + step + "')");
                waiting += paying.heldUp.size();
                long waiters = waiting;
                long before = stored(paying.reached);
                payers.add(Thread.ofPlatform().start(() -> gateway.pay(checkout, Gateway.CARD)));
                Nodes.until(
                        () -> number(WAITING) == waiters && stored(paying.reached) >= before + paying.reached.size());
            }
            app.kill();
            letGo(statement);
        }
        for (Thread payer : payers) payer.join();
        return gateway.calls();
    }

    /** How many events of these names there are. */
    private long stored(List<String> names) {
        return number("select count(*) from event_store.event where name in ('" + String.join("','", names) + "')");
    }

    private long number(String query) {
        return JdbcClient.create(database).sql(query).query(Long.class).single();
    }

    /** As when its connections break: what was not committed is not stored. */
    private static void letGo(Statement statement) throws SQLException {
        statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
        statement.execute("drop schema held cascade");
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

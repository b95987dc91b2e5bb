package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/** Kills the application at random moments from a payment to its grant, and starts it again. */
@Execution(ExecutionMode.CONCURRENT)
class PayingKillTest {

    private static final int KILLS = Integer.getInteger("desifans.kills", 3);
    private static final int LATEST_MILLIS = 250;

    /** After this the gateway has tried everything that it could not deliver as often as it ever does. */
    private static final Duration ALL_ATTEMPTS = Duration.ofDays(2);

    private static final String ADMIN = "admin@example.test";
    private static final String PASSWORD = "correct horse battery";
    private static final String ONCE_EACH = """
            select t.id, x.name, count(e.seq)
              from "paymentTransaction" t
             cross join (values ('PaymentCompleted'), ('PostPurchaseGranted'), ('EarningCredited')) x (name)
              left join event_store.event e on e.name = x.name and e.payload ->> 'transactionId' = t.id::text
             group by 1, 2 having count(e.seq) <> 1
            union all
            select t.id, 'told', count(n.id)
              from "paymentTransaction" t
              left join notification n on n."userId" = t."userId" and n.type = 'payment_received'
             group by 1 having count(n.id) <> 1""";

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();
    private final Random moments = new Random(Long.getLong("desifans.seed", 20260301));

    @Test
    void what_was_paid_is_given_credited_and_told_once_however_often_it_is_killed() throws Exception {
        Shop shop = null;
        for (int kill = 0; kill <= KILLS; kill++) {
            try (AppProcess app = AppProcess.start(data, port, environment(), "--empty")) {
                app.awaitReady();
                Gateway gateway = Gateway.of(gatewayPort, port);
                if (shop == null) shop = Shop.open(visitor(), "asha");
                gateway.advance(ALL_ATTEMPTS.toSeconds());
                if (kill < KILLS) payAndKill(app, gateway, shop);
                else verify();
            }
        }
    }

    private void payAndKill(AppProcess app, Gateway gateway, Shop shop) throws Exception {
        JsonNode checkout = Shop.checkout(visitor().signUp("Fan"), "exclusive_post", shop.soldPost());
        Thread payer = Thread.ofPlatform().start(() -> gateway.pay(checkout, Gateway.CARD));
        payer.join(Duration.ofMillis(moments.nextInt(LATEST_MILLIS)));
        app.kill();
        payer.join();
    }

    private void verify() throws Exception {
        DataSource tables = tables();
        Drained.await(tables);
        assertThat(count(tables, "select id from \"postPurchase\"")).isEqualTo(KILLS);
        assertThat(count(tables, ONCE_EACH)).as("not exactly once").isZero();
        assertThat(count(tables, "select id from notification where type = 'purchase'"))
                .isEqualTo(KILLS);
        assertThat(MoneyInvariants.broken(tables)).isEmpty();
        JsonNode replay = Replays.run(visitor().signIn(ADMIN, PASSWORD));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
    }

    private DataSource tables() {
        PGSimpleDataSource tables = new PGSimpleDataSource();
        tables.setUrl(Database.ofReadModel(TestDatabase.url(database)));
        return tables;
    }

    private static int count(DataSource tables, String query) throws SQLException {
        try (Connection connection = tables.getConnection();
                ResultSet row =
                        connection.createStatement().executeQuery("select count(*) from (" + query + ") found")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database))),
                Map.entry("DESIFANS_MASTER_KEY", "291DMnfCbS46uzXkBPY4Jx7KumgKwluPDJTsc+FJHW4="),
                Map.entry("DESIFANS_AUTH_SECRET", "pmFXpcYHgar6ToJP4a1fFGO3VezIdcnnEOR8HGYxKbM="),
                Map.entry("DESIFANS_FIRST_ADMIN_EMAIL", ADMIN),
                Map.entry("DESIFANS_FIRST_ADMIN_PASSWORD", PASSWORD),
                Map.entry("DESIFANS_GATEWAY_BASE_URL", "http://localhost:" + gatewayPort),
                Map.entry("DESIFANS_GATEWAY_API_KEY", Gateway.API_KEY),
                Map.entry("DESIFANS_GATEWAY_WEBHOOK_SECRETS", Gateway.WEBHOOK_SECRET));
    }
}

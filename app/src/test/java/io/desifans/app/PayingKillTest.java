package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Kills the application at random moments from a payment to its grant, and starts it again. */
@Execution(ExecutionMode.CONCURRENT)
class PayingKillTest {

    private static final int KILLS = Integer.getInteger("desifans.kills", 3);
    private static final int LATEST_MILLIS = 250;

    /** After this the gateway has tried everything that it could not deliver as often as it ever does. */
    private static final Duration ALL_ATTEMPTS = Duration.ofDays(2);

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
            try (AppProcess app = AppProcess.start(data, port, Gateway.settings(gatewayPort, database), "--empty")) {
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
        PaidOnce.mustHold(Gateway.tables(database), KILLS);
        JsonNode replay = Replays.run(visitor().signIn(Nodes.ADMIN, Nodes.PASSWORD));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

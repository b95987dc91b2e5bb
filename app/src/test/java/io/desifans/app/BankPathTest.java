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
import tools.jackson.databind.JsonNode;

/** A creator's money on its way through the simulated bank. */
@Execution(ExecutionMode.CONCURRENT)
class BankPathTest {

    private static final Map<String, String> WHY = Map.of("reason", "Monthly");
    private static final int NET_PAISE = 4410;

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final JdbcClient sql = JdbcClient.create(database);
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();

    @Test
    void p12_what_fails_at_last_or_is_reversed_even_twice_gives_back_once_and_is_paid_again_once() throws Exception {
        try (AppProcess app = AppProcess.start(data, port, environment(), "--empty")) {
            app.awaitReady();
            Gateway gateway = Gateway.of(gatewayPort, port);
            Api admin = visitor().signIn(Nodes.ADMIN, Nodes.PASSWORD);
            Api creator = earner(gateway, admin);

            gateway.chaos(Map.of("server_error", 100));
            String failed = sent(creator, admin);
            assertThat(events(failed)).endsWith("PayoutProcessing", "PayoutAttemptStarted", "PayoutAttemptFailed");
            gateway.chaos(Map.of("server_error", 0));
            asked("payout-attempt");
            assertThat(events(failed)).endsWith("PayoutAttemptFailed", "PayoutAttemptStarted");
            creator.post("/api/v1/payouts", Map.of()).expect(422);
            admin.post("/api/v1/admin/payouts/" + failed + "/fail", WHY).expect(409);
            gateway.moveTransfer(failed, "failed");
            asked("payout-pull");
            assertThat(payout(creator, failed).at("/status").asString()).isEqualTo("failed");
            assertThat(payout(creator, failed).at("/metadata/reason").asString())
                    .isEqualTo("Account closed");

            String reversed = sent(creator, admin);
            gateway.advance(70);
            asked("payout-pull");
            assertThat(payout(creator, reversed).at("/status").asString()).isEqualTo("completed");
            assertThat(payout(creator, reversed).at("/metadata/bankReference").asString())
                    .startsWith("UTR");
            assertThat(available(creator)).isZero();
            gateway.moveTransfer(reversed, "reversed");
            asked("payout-pull");
            for (int times = 0; times < 2; times++) {
                assertThat(payout(creator, reversed).at("/metadata/outcome").asString())
                        .isEqualTo("reversed");
                assertThat(available(creator)).isEqualTo(NET_PAISE);
                admin.post("/api/v1/admin/payouts/" + reversed + "/reverse", WHY)
                        .expect(204);
                Drained.await(database);
            }

            String paid = sent(creator, admin);
            gateway.advance(70);
            asked("payout-pull");
            assertThat(payout(creator, paid).at("/status").asString()).isEqualTo("completed");
            creator.post("/api/v1/payouts", Map.of()).expect(422);
            assertThat(MoneyInvariants.broken(Gateway.tables(database))).isEmpty();
            assertThat(gateway.transfers())
                    .extracting(transfer -> transfer.get("status").asString())
                    .containsExactly("processed", "reversed", "failed");
        }
    }

    private Api earner(Gateway gateway, Api admin) throws Exception {
        Shop shop = Shop.open(visitor(), "asha");
        Api creator = shop.creator();
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        admin.post("/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", WHY)
                .expect(204);
        Shop.buy(gateway, visitor().signUp("Vikram"), "exclusive_post", shop.soldPost());
        Drained.await(database);
        return creator;
    }

    /** A payout that the bank was asked for. */
    private String sent(Api creator, Api admin) throws Exception {
        String id = creator.post("/api/v1/payouts", Map.of())
                .expect(201)
                .json()
                .get("payoutId")
                .asString();
        admin.post("/api/v1/admin/payouts/" + id + "/process", WHY).expect(204);
        Drained.await(database);
        return id;
    }

    /** Has all timers of this kind come due now, and waits for what follows from it. */
    private void asked(String timer) throws Exception {
        String due = "update event_store.timer set execution_time = '2000-01-01' where task_name = ? and not picked";
        assertThat(sql.sql(due).param(timer).update()).isPositive();
        String waiting = "select count(*) from event_store.timer where task_name = ? and execution_time < '2001-01-01'";
        Nodes.until(() -> sql.sql(waiting).param(timer).query(Long.class).single() == 0);
        Drained.await(database);
    }

    private List<String> events(String payoutId) {
        return sql.sql("select name from event_store.event where aggregate_id = ?::uuid order by sequence")
                .param(payoutId)
                .query(String.class)
                .list();
    }

    private static JsonNode payout(Api creator, String id) {
        return creator.get("/api/v1/payouts/" + id).expect(200).json().get("payout");
    }

    private static long available(Api creator) {
        return creator.get("/api/v1/payouts/balance")
                .expect(200)
                .json()
                .get("availablePaise")
                .asLong();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Gateway.settings(gatewayPort, database));
        environment.put("DESIFANS_BANK_BASE_URL", "http://localhost:" + gatewayPort + "/bank");
        environment.put("DESIFANS_BANK_API_KEY", Gateway.API_KEY);
        environment.put("DESIFANS_PAYOUTS_HOLD_DAYS", "0");
        environment.put("DESIFANS_PAYOUTS_THRESHOLD_PAISE", "100");
        environment.put("DESIFANS_PAYOUTS_BANK_CHANGE_BLOCK_HOURS", "0");
        return environment;
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

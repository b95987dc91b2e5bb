package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Where a creator is paid, from the moment it is given until the money has arrived. */
@Execution(ExecutionMode.CONCURRENT)
class BankSecrecyTest {

    private static final String PAN = "QWXYZ7391K";
    private static final String ACCOUNT = "739164820517";
    private static final Map<String, Object> DETAILS = details(PAN, ACCOUNT);

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();
    private final List<Api.Answer> answers = new ArrayList<>();

    @Test
    void p15_no_event_table_log_line_or_answer_holds_them_in_clear_but_the_one_that_an_admin_gave_a_reason_for()
            throws Exception {
        Map<String, String> environment = new HashMap<>(Gateway.settings(gatewayPort, database));
        environment.put("DESIFANS_BANK_BASE_URL", "http://localhost:" + gatewayPort + "/bank");
        environment.put("DESIFANS_BANK_API_KEY", Gateway.API_KEY);
        environment.put("DESIFANS_PAYOUTS_HOLD_DAYS", "0");
        environment.put("DESIFANS_PAYOUTS_THRESHOLD_PAISE", "100");
        environment.put("DESIFANS_PAYOUTS_BANK_CHANGE_BLOCK_HOURS", "0");
        try (AppProcess app = AppProcess.start(data, port, environment, "--empty")) {
            app.awaitReady();
            Shop shop = Shop.open(visitor(), "asha");
            Api creator = shop.creator();
            Api admin = visitor().signIn(Nodes.ADMIN, Nodes.PASSWORD);
            Gateway gateway = Gateway.of(gatewayPort, port);
            Shop.buy(gateway, visitor().signUp("Vikram"), "exclusive_post", shop.soldPost());
            Drained.await(database);

            given(creator);
            reveal(admin, creator);
            paidOut(admin, creator);
            Drained.await(database);
            assertThat(gateway.transfers()).hasSize(1);
            for (String path : List.of("/api/v1/creators/me", "/api/v1/payouts"))
                answers.add(creator.get(path).expect(200));
            for (String path : List.of("/api/v1/admin/creators", "/api/v1/admin/payouts", events(creator)))
                answers.add(admin.get(path).expect(200));

            for (String secret : List.of(PAN, ACCOUNT)) {
                assertThat(EveryTable.with(database, secret)).isEmpty();
                assertThat(app.output()).doesNotContainIgnoringCase(secret);
                assertThat(answers)
                        .extracting(answer -> answer.response().body())
                        .allSatisfy(body -> assertThat(body).doesNotContainIgnoringCase(secret));
            }
        }
    }

    private void given(Api creator) {
        String path = "/api/v1/creators/me/bank-details";
        answers.add(creator.put(path, details(PAN + "X", ACCOUNT)).expect(400));
        answers.add(creator.put(path, details(PAN, ACCOUNT + "12345678")).expect(400));
        answers.add(creator.with("Idempotency-Key", "bank").put(path, DETAILS).expect(204));
    }

    /** Told twice under one key it has happened once, and is told the same. */
    private void reveal(Api admin, Api creator) {
        String path = "/api/v1/admin/creators/" + creator.userId() + "/bank-details/reveal";
        Map<String, String> why = Map.of("reason", "The bank asks for it");
        answers.add(admin.post(path, Map.of("reason", " ")).expect(400));
        answers.add(creator.post(path, why).expect(403));
        answers.add(
                admin.post(path.replace(creator.userId(), admin.userId()), why).expect(404));
        Api once = visitor().signIn(Nodes.ADMIN, Nodes.PASSWORD).with("Idempotency-Key", "reveal");
        for (int times = 0; times < 2; times++) {
            JsonNode shown = once.post(path, why).expect(200).json();
            DETAILS.forEach(
                    (name, value) -> assertThat(shown.get(name).asString()).isEqualTo(value));
        }
        JsonNode told = admin.get(events(creator) + "&name=BankDetailsRevealed")
                .expect(200)
                .json()
                .get("items");
        assertThat(told).hasSize(1);
        assertThat(told.at("/0/metadata/actor").asString()).isEqualTo(admin.userId());
        assertThat(told.at("/0/metadata/reason").toString()).isNotEmpty();
    }

    private void paidOut(Api admin, Api creator) {
        Map<String, String> why = Map.of("reason", "Monthly");
        answers.add(admin.post("/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", why)
                .expect(204));
        Api.Answer payout = creator.post("/api/v1/payouts", Map.of()).expect(201);
        answers.add(payout);
        String step = "/api/v1/admin/payouts/" + payout.json().get("payoutId").asString();
        answers.add(admin.post(step + "/process", why).expect(204));
    }

    private static String events(Api creator) {
        return "/api/v1/audit/events?subject=" + creator.userId();
    }

    private static Map<String, Object> details(String pan, String accountNumber) {
        Map<String, Object> details = new HashMap<>(Shop.BANK);
        details.put("pan", pan);
        details.put("accountNumber", accountNumber);
        return details;
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

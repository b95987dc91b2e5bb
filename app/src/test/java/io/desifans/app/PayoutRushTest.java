package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Every way to be paid out, all at once, for one creator who has sold much. */
@Execution(ExecutionMode.CONCURRENT)
class PayoutRushTest {

    private static final int FANS = 10;
    private static final int MONTHS_EACH = 50;
    private static final int REQUESTS = 16;
    private static final long EARNED_PAISE = FANS * MONTHS_EACH * 17_910L;

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();
    private final int port = Ports.free();
    private final int gatewayPort = Ports.free();

    @Test
    void p11_16_requests_a_run_of_all_and_one_of_this_creator_at_once_pay_500_items_out_in_one_payout()
            throws Exception {
        Map<String, String> environment = new HashMap<>(Gateway.settings(gatewayPort, database));
        environment.put("DESIFANS_PAYOUTS_HOLD_DAYS", "0");
        try (AppProcess app = AppProcess.start(data, port, environment, "--empty")) {
            app.awaitReady();
            Gateway gateway = Gateway.of(gatewayPort, port);
            Api creator = sell(gateway);
            DataSource tables = Gateway.tables(database);
            Drained.await(tables);

            List<Integer> payouts = Nodes.atOnce(REQUESTS + 2, i -> () -> payouts(i, creator));
            assertThat(payouts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);

            Drained.await(tables);
            assertThat(JdbcClient.create(tables).sql("""
                                    select count(*) || ' items in ' || count(distinct p.id) || ', ' || sum(i.amount) || ' of ' || min(p."netAmount")
                                      from payout p join "payoutItem" i on i."payoutId" = p.id""").query(String.class).single())
                    .isEqualTo("500 items in 1, " + EARNED_PAISE + " of " + EARNED_PAISE);
            assertThat(JdbcClient.create(tables)
                            .sql("select count(*) from payout")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
            assertThat(MoneyInvariants.broken(tables)).isEmpty();
        }
    }

    private Api sell(Gateway gateway) throws Exception {
        Shop shop = Shop.open(visitor(), "asha");
        shop.creator().put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        Nodes.atOnce(FANS, fan -> () -> {
            Api buyer = visitor().signUp("Fan " + fan);
            for (int month = 0; month < MONTHS_EACH; month++) {
                JsonNode checkout = begun(buyer, shop.tier());
                assertThat(gateway.pay(checkout, Gateway.CARD).get("status").asString())
                        .isEqualTo("succeeded");
            }
            return fan;
        });
        return shop.creator();
    }

    /** No more than five payments of one fan for one thing are open at a time. */
    private static JsonNode begun(Api buyer, UUID tier) {
        Map<String, Object> wish = Map.of("transactionId", UUID.randomUUID(), "type", "membership", "entityId", tier);
        Api.Answer answer = buyer.post("/api/v1/payments/checkout", wish);
        for (int again = 0; again < 500 && answer.status() == 409; again++) {
            LockSupport.parkNanos(20_000_000);
            answer = buyer.post("/api/v1/payments/checkout", wish);
        }
        return answer.expect(201).json();
    }

    /** How many payouts one of them has made. */
    private int payouts(int number, Api creator) {
        if (number < REQUESTS) {
            int status = visitor()
                    .bearer(creator.token())
                    .post("/api/v1/payouts", Map.of())
                    .status();
            assertThat(status).isIn(201, 422);
            return status == 201 ? 1 : 0;
        }
        Map<String, Object> run = new HashMap<>(Map.of("runId", UUID.randomUUID(), "reason", "Monthly"));
        if (number > REQUESTS) run.put("creatorId", creator.userId());
        return visitor()
                .signIn(Nodes.ADMIN, Nodes.PASSWORD)
                .post("/api/v1/admin/payout-runs", run)
                .expect(200)
                .json()
                .get("created")
                .size();
    }

    private Api visitor() {
        return new Api("http://localhost:" + port);
    }
}

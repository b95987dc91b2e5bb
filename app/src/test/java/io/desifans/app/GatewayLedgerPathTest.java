package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The gateway's own ledger, pulled from the simulator and compared with what we have. */
class GatewayLedgerPathTest extends EndToEndTest {

    private static final String PULLED =
            "select count(*) from event_store.event where name = 'GatewayLedgerPulled' and payload ->> 'day' = ?";

    private static final String LEDGER = "/balances/ledger";

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @AfterEach
    void the_gateway_tells_again() {
        gateway().dropWebhooks(false);
    }

    @Test
    void m12_a_day_of_the_gateways_ledger_is_pulled_once_and_what_differs_is_listed() throws Exception {
        Shop shop = Shop.open(anonymous(), "compared-asha");
        String same = pay("exclusive_post", shop.soldPost());
        String twice = pay("membership", shop.tier());
        String less = pay("membership", shop.tier());
        gateway().dropWebhooks(true);
        String unheard = pay("exclusive_post", shop.soldPost());
        gateway().dropWebhooks(false);
        drained();
        gateway().enterIntoLedger("payment", twice, true, 19900);
        gateway().enterIntoLedger("refund", less, false, 100);
        long feesBefore = fees();
        gateway().enterIntoLedger("payment_fees", same, false, 236);
        for (int many = 0; many < 230; many++) gateway().enterIntoLedger("misc", "of_no_interest", true, 0);

        LocalDate day = gateway().today();
        pull(day);
        JdbcClient sql = JdbcClient.create(database);
        long pages = sql.sql(PULLED).param(day.toString()).query(Long.class).single();
        assertThat(pages).isGreaterThanOrEqualTo(3);
        assertThat(listed("duplicate")).contains(twice).doesNotContain(same, less, unheard);
        assertThat(listed("amount")).contains(less).doesNotContain(same);
        assertThat(listed("missing_here")).contains(unheard).doesNotContain(same);
        assertThat(fees()).isEqualTo(feesBefore + 236);
        assertThat(MoneyInvariants.broken(database)).isEmpty();

        String lastPage = gateway().lastCall("GET", LEDGER);
        pull(day);
        assertThat(gateway().lastCall("GET", LEDGER)).isNotEmpty().isEqualTo(lastPage);
        assertThat(sql.sql(PULLED).param(day.toString()).query(Long.class).single())
                .isEqualTo(pages);
        assertThat(sql.sql(
                                "select count(*) from event_store.timer where task_name = 'gateway-ledger' and task_instance = ?")
                        .param(day.plusDays(1).toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** Answers the gateway's id of the payment. */
    private String pay(String type, UUID entityId) throws Exception {
        JsonNode checkout = Shop.checkout(anonymous().signUp("Ravi"), type, entityId);
        String id = gateway().pay(checkout, Gateway.CARD).get("payment_id").asString();
        drained();
        return id;
    }

    /** What is due after the day is over is done now. */
    private void pull(LocalDate day) throws Exception {
        drained();
        JdbcClient sql = JdbcClient.create(database);
        sql.sql("""
                        insert into event_store.timer (task_name, task_instance, execution_time, picked, version)
                        values ('gateway-ledger', ?, now(), false, 1)
                        on conflict (task_name, task_instance) do update set execution_time = now()""").param(day.toString()).update();
        Nodes.until(() -> sql.sql(
                                "select count(*) from event_store.timer where task_name = 'gateway-ledger' and task_instance = ? and execution_time <= now()")
                        .param(day.toString())
                        .query(Long.class)
                        .single()
                == 0);
        drained();
    }

    private String listed(String type) {
        return admin().get("/api/v1/admin/gateway-differences?limit=100&type=" + type)
                .expect(200)
                .response()
                .body();
    }

    private long fees() {
        return admin().get("/api/v1/admin/ledger")
                .expect(200)
                .json()
                .get("gatewayFeesPaise")
                .asLong();
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What renews is changed at the gateway to something else that renews. */
class PlanChangePathTest extends EndToEndTest {

    private static final long MONTH = Duration.ofDays(32).toSeconds();

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @AfterEach
    void the_money_is_in_order() throws Exception {
        settled();
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void a_subscription_that_is_changed_to_another_tier_is_one_to_that_tier_from_its_next_renewal_on()
            throws Exception {
        Shop shop = Shop.open(anonymous(), "changing-asha");
        UUID better = UUID.fromString(shop.creator()
                .post(
                        "/api/v1/memberships",
                        Map.of("title", "Inmost circle", "description", "More", "monthlyRecurringFee", 29900))
                .expect(201)
                .json()
                .get("membershipId")
                .asString());
        Api fan = anonymous().signUp("Ravi");
        UUID payment = Shop.renew(gateway(), fan, shop.tier());
        UUID of = Shop.renew(gateway(), anonymous().signUp("Meera"), better);
        settled();
        gateway()
                .changePlan(
                        payment, gateway().subscription(of).get("product_id").asString());
        settled();
        JsonNode before = subscription(fan, shop.tier());
        assertThat(before.get("status").asString()).isEqualTo("cancelled");
        assertThat(before.get("renewing").isNull()).isTrue();
        assertThat(fan.get("/api/v1/posts/" + shop.membersPost()).response().body())
                .contains(Shop.IMAGE);
        fan.get("/api/v1/memberships/" + better + "/subscription").expect(404);

        for (int renewal = 1; renewal <= 2; renewal++) {
            gateway().dropWebhooks(renewal == 1);
            gateway().advance(MONTH);
            if (renewal == 1) ask(DerivedId.of("subscriptions", fan.userId(), better.toString()));
            settled();
            assertThat(subscription(fan, better).get("status").asString()).isEqualTo("active");
            assertThat(fan.get("/api/v1/payments/transactions").json().get("items"))
                    .hasSize(1 + renewal)
                    .first()
                    .satisfies(paid -> assertThat(paid.get("amount").asInt()).isEqualTo(29900))
                    .satisfies(paid -> assertThat(paid.get("status").asString()).isEqualTo("completed"));
        }
        assertThat(subscription(fan, shop.tier()).get("currentPeriodEnd")).isEqualTo(before.get("currentPeriodEnd"));
        fan.post("/api/v1/subscriptions/" + subscription(fan, better).get("id").asString() + "/cancel", Map.of())
                .expect(204);
        settled();
        assertThat(gateway()
                        .subscription(payment)
                        .get("cancel_at_next_billing_date")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_change_to_what_nobody_here_knows_is_seen_by_the_admin_and_changes_nothing() throws Exception {
        Shop shop = Shop.open(anonymous(), "unchanging-asha");
        Api fan = anonymous().signUp("Noor");
        UUID payment = Shop.renew(gateway(), fan, shop.tier());
        settled();
        JsonNode before = subscription(fan, shop.tier());
        gateway().changePlan(payment, gateway().productOfItsOwn(100));
        settled();
        JsonNode seen = admin().get("/api/v1/admin/webhooks?state=ignored&type=subscription.plan_changed")
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(seen.get("reason").asString()).isEqualTo("unknown_plan");
        assertThat(seen.get("transactionId").asString()).isEqualTo(payment.toString());
        assertThat(subscription(fan, shop.tier())).isEqualTo(before);
    }

    /** What would be asked for in a while, as nothing is heard, is asked for now. */
    private void ask(UUID subscriptionId) throws Exception {
        drained();
        JdbcClient sql = JdbcClient.create(database);
        String mine = "task_name = 'subscription-pull' and task_instance = ?";
        assertThat(sql.sql("update event_store.timer set execution_time = now() where " + mine)
                        .param(subscriptionId.toString())
                        .update())
                .isEqualTo(1);
        Nodes.until(() -> sql.sql("select count(*) from event_store.timer where execution_time <= now() and " + mine)
                        .param(subscriptionId.toString())
                        .query(Long.class)
                        .single()
                == 0);
        drained();
    }

    private static JsonNode subscription(Api fan, UUID tier) {
        return fan.get("/api/v1/memberships/" + tier + "/subscription")
                .expect(200)
                .json();
    }

    /** What the gateway says of what it was asked has arrived, too. */
    private void settled() throws Exception {
        drained();
        gateway().advance(0);
        drained();
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A membership that renews by itself, from its checkout to its end, through the gateway simulator and its clock. */
class RenewalPathTest extends EndToEndTest {

    @Autowired
    @Qualifier("processRunner")
    private SmartLifecycle processes;

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @Test
    void a_membership_is_paid_again_by_itself_until_its_fan_stops_it() throws Exception {
        Shop shop = Shop.open(anonymous(), "renewing-asha");
        Api fan = anonymous().signUp("Vikram");
        Map<String, Object> wish = Map.of("type", "membership", "entityId", shop.tier(), "autoRenew", true);
        Shop.renew(gateway(), fan, shop.tier());
        settled();
        fan.post("/api/v1/payments/checkout", wish).expect(409);
        String path = "/api/v1/memberships/" + shop.tier() + "/subscription";
        JsonNode first = fan.get(path).expect(200).json();
        assertThat(first.get("status").asString()).isEqualTo("active");
        String subscription = "/api/v1/subscriptions/" + first.get("id").asString();
        assertThat(first.at("/renewing/nextBillingAt").asString())
                .isGreaterThan(first.get("currentPeriodStart").asString());
        assertThat(first.at("/renewing/cancelsAt").isNull()).isTrue();

        gateway().declineRenewals(1);
        gateway()
                .advanceTo(Instant.parse(first.at("/renewing/nextBillingAt").asString())
                        .plusSeconds(3600));
        settled();
        assertThat(fan.get(path).json().get("status").asString()).isEqualTo("past_due");
        fan.post(subscription + "/pause", Map.of()).expect(409);
        assertThat(body(fan, "/api/v1/posts/" + shop.membersPost())).contains(Shop.IMAGE);
        String page = fan.post(subscription + "/payment-method", Map.of("returnUrl", "/subscriptions"))
                .expect(200)
                .json()
                .get("url")
                .asString();
        assertThat(page).contains("/checkout/cks_");
        gateway().advance(Duration.ofDays(1).toSeconds());
        settled();
        JsonNode renewed = fan.get(path).json();
        assertThat(renewed.get("status").asString()).isEqualTo("active");
        assertThat(renewed.get("currentPeriodEnd").asString())
                .isGreaterThan(first.get("currentPeriodEnd").asString());

        fan.post(subscription + "/cancel", Map.of()).expect(204);
        settled();
        fan.post(subscription + "/undo-cancel", Map.of()).expect(204);
        settled();
        fan.post(subscription + "/pause", Map.of()).expect(204);
        settled();
        assertThat(fan.get(path).json().get("status").asString()).isEqualTo("paused");
        fan.post(subscription + "/resume", Map.of()).expect(204);
        settled();
        fan.post(subscription + "/cancel", Map.of()).expect(204);
        settled();
        gateway().advance(Duration.ofDays(62).toSeconds());
        settled();
        JsonNode ended = fan.get(path).json();
        assertThat(ended.get("status").asString()).isEqualTo("cancelled");
        assertThat(ended.get("renewing").isNull()).isTrue();
        assertThat(ended.get("currentPeriodEnd")).isEqualTo(renewed.get("currentPeriodEnd"));
        assertThat(fan.get("/api/v1/payments/transactions").json().get("items").findValuesAsString("status"))
                .containsExactlyInAnyOrder("completed", "failed", "completed");
        assertThat(types(fan)).contains("renewal_failed", "subscription_cancelled");
        assertThat(types(shop.creator())).containsOnlyOnce("renewal", "new_subscriber");
        fan.post(subscription + "/cancel", Map.of()).expect(409);
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void nobody_is_charged_again_for_what_was_paid_back_is_not_offered_any_more_or_was_of_who_is_gone()
            throws Exception {
        Shop shop = Shop.open(anonymous(), "ending-asha");
        Map<String, Api> fans = new HashMap<>();
        Map<String, UUID> payments = new HashMap<>();
        for (String fan : List.of("refunded", "deleted", "late", "staying")) {
            fans.put(fan, anonymous().signUp("Ravi"));
            payments.put(fan, Shop.renew(gateway(), fans.get(fan), shop.tier()));
        }
        settled();
        admin().post("/api/v1/admin/payments/" + payments.get("refunded") + "/refunds", Map.of("reason", "All of it"))
                .expect(200);
        fans.get("deleted").post("/api/auth/delete-user", Map.of()).expect(200);
        shop.creator()
                .send("PATCH", "/api/v1/memberships/" + shop.tier(), "{\"visible\": false}")
                .expect(204);
        settled();
        gateway().advance(10);
        settled();
        assertThat(standing(payments.get("refunded"))).isEqualTo("cancelled");
        assertThat(standing(payments.get("deleted"))).isEqualTo("cancelled");
        assertThat(standing(payments.get("staying"))).isEqualTo("ending");
        JsonNode subscription = fans.get("staying")
                .get("/api/v1/memberships/" + shop.tier() + "/subscription")
                .expect(200)
                .json();
        assertThat(subscription.at("/renewing/cancelsAt")).isEqualTo(subscription.get("currentPeriodEnd"));
        assertThat(subscription.at("/renewing/nextBillingAt").isNull()).isTrue();

        shop.creator()
                .send("PATCH", "/api/v1/memberships/" + shop.tier(), "{\"visible\": true}")
                .expect(204);
        String late = fans.get("late")
                .get("/api/v1/memberships/" + shop.tier() + "/subscription")
                .json()
                .get("id")
                .asString();
        fans.get("late")
                .post("/api/v1/subscriptions/" + late + "/undo-cancel", Map.of())
                .expect(204);
        settled();
        processes.stop();
        fans.get("late").post("/api/auth/delete-user", Map.of()).expect(200);
        gateway().advance(Duration.ofDays(32).toSeconds());
        processes.start();
        settled();
        gateway().advance(10);
        settled();
        assertThat(gateway().charges(payments.get("late")).findValuesAsString("refund_status"))
                .containsExactly("full", "");
        assertThat(standing(payments.get("late"))).isEqualTo("cancelled");
        for (String fan : List.of("refunded", "deleted", "staying"))
            assertThat(gateway().charges(payments.get(fan))).as(fan).hasSize(1);
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void nobody_is_charged_again_for_a_tier_that_is_withdrawn_or_of_a_creator_who_is_banned_or_gone() throws Exception {
        Map<String, Shop> shops = new HashMap<>();
        Map<String, UUID> payments = new HashMap<>();
        for (String fate : List.of("withdrawn", "banned", "gone")) {
            shops.put(fate, Shop.open(anonymous(), "tier-" + fate));
            Api fan = anonymous().signUp("Ravi");
            payments.put(fate, Shop.renew(gateway(), fan, shops.get(fate).tier()));
        }
        settled();
        Shop withdrawn = shops.get("withdrawn");
        withdrawn.creator().delete("/api/v1/memberships/" + withdrawn.tier()).expect(204);
        admin().post(
                        "/api/auth/admin/ban-user",
                        Map.of("userId", shops.get("banned").creator().userId()))
                .expect(200);
        paidOut(shops.get("gone").creator());
        shops.get("gone").creator().delete("/api/v1/creators/me").expect(204);
        settled();
        settled();
        assertThat(standing(payments.get("withdrawn"))).isEqualTo("ending");
        assertThat(standing(payments.get("banned"))).isEqualTo("ending");
        assertThat(standing(payments.get("gone"))).isEqualTo("cancelled");
        gateway().advance(Duration.ofDays(62).toSeconds());
        settled();
        payments.forEach((fate, payment) ->
                assertThat(gateway().charges(payment)).as(fate).hasSize(1));
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void p6_where_every_message_is_lost_the_gateway_is_asked_and_all_ends_the_same() throws Exception {
        Shop shop = Shop.open(anonymous(), "unheard-asha");
        Api fan = anonymous().signUp("Meera");
        int told = gateway().deliveries().size();
        gateway().dropWebhooks(true);
        UUID post = Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        UUID months = Shop.renew(gateway(), fan, shop.tier());
        JsonNode unpaid = Shop.checkout(fan, "service", shop.service());
        drained();
        assertThat(statuses(fan)).containsExactly("pending", "pending", "pending");
        for (UUID payment : List.of(post, months)) ask("payment-pull", payment);
        ask("payment-pull", unpaid.get("transactionId").asString());
        assertThat(statuses(fan)).containsExactly("pending", "completed", "completed");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).contains(Shop.IMAGE);
        String path = "/api/v1/memberships/" + shop.tier() + "/subscription";
        JsonNode first = fan.get(path).expect(200).json();
        assertThat(first.at("/renewing/status").asString()).isEqualTo("active");

        admin().post("/api/v1/admin/payments/" + post + "/refunds", Map.of("reason", "All of it"))
                .expect(200);
        drained();
        gateway().advance(Duration.ofDays(32).toSeconds());
        ask("refund-pull", post);
        ask("subscription-pull", first.get("id").asString());
        assertThat(statuses(fan)).containsExactly("completed", "pending", "completed", "completed");
        assertThat(fan.get(path).json().get("currentPeriodEnd").asString())
                .isGreaterThan(first.get("currentPeriodEnd").asString());
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
        assertThat(MoneyInvariants.broken(database)).isEmpty();

        gateway().dropWebhooks(false);
        String end = end(fan, shop);
        JsonNode deliveries = gateway().deliveries();
        for (int lost = 0; lost < deliveries.size() - told; lost++) gateway().resend(deliveries.get(lost));
        drained();
        assertThat(end(fan, shop)).isEqualTo(end);
        assertThat(body(admin(), "/api/v1/admin/webhooks?limit=100")).contains("pull_");
    }

    private void paidOut(Api creator) throws Exception {
        Map<String, String> reason = Map.of("reason", "test");
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        admin().post("/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", reason)
                .expect(204);
        String id = creator.post("/api/v1/payouts", Map.of())
                .expect(201)
                .json()
                .get("payoutId")
                .asString();
        drained();
        String payout = "/api/v1/admin/payouts/" + id;
        admin().post(payout + "/process", reason).expect(204);
        admin().post(payout + "/complete", Map.of("reason", "test", "bankReference", "UTR-" + creator.userId()))
                .expect(204);
        drained();
    }

    /** What the fan and the creator have of it. */
    private static String end(Api fan, Shop shop) {
        return body(fan, "/api/v1/payments/transactions")
                + body(fan, "/api/v1/memberships/" + shop.tier() + "/subscription")
                + body(fan, "/api/v1/notifications")
                + body(shop.creator(), "/api/v1/payouts/balance");
    }

    private static List<String> statuses(Api fan) {
        return fan.get("/api/v1/payments/transactions").json().get("items").findValuesAsString("status");
    }

    /** What would be asked for in a while is asked for now. */
    private void ask(String timer, Object id) throws Exception {
        drained();
        JdbcClient sql = JdbcClient.create(database);
        String mine = "task_name = ? and task_instance like ?";
        assertThat(sql.sql("update event_store.timer set execution_time = now() where " + mine)
                        .params(timer, id + "%")
                        .update())
                .isEqualTo(1);
        Nodes.until(() -> sql.sql("select count(*) from event_store.timer where execution_time <= now() and " + mine)
                        .params(timer, id + "%")
                        .query(Long.class)
                        .single()
                == 0);
        drained();
    }

    private String standing(UUID transactionId) {
        JsonNode subscription = gateway().subscription(transactionId);
        String status = subscription.get("status").asString();
        boolean ending = subscription.get("cancel_at_next_billing_date").asBoolean();
        return status.equals("active") && ending ? "ending" : status;
    }

    /** What the gateway says of what it was asked has arrived, too. */
    private void settled() throws Exception {
        drained();
        gateway().advance(0);
        drained();
    }

    private static String body(Api reader, String path) {
        return reader.get(path).expect(200).response().body();
    }

    private static List<String> types(Api person) {
        return person.get("/api/v1/notifications?limit=100")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsString("type");
    }
}

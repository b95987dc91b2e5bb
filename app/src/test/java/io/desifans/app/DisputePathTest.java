package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a buyer's bank asks back, through the gateway simulator and its signed webhooks, and what admins put right. */
class DisputePathTest extends EndToEndTest {

    @Test
    void p10_a_dispute_closes_what_was_paid_for_and_opens_it_again_if_it_is_won() throws Exception {
        gateway();
        Shop shop = Shop.open(anonymous(), "disputed-asha");
        Api creator = shop.creator();
        Api fan = anonymous().signUp("Ravi");
        JsonNode post = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        String expired = gateway().dispute(gateway().pay(post, Gateway.CARD));
        JsonNode months = Shop.checkout(fan, "membership", shop.tier());
        JsonNode paidMonths = gateway().pay(months, Gateway.CARD);
        drained();
        assertThat(body(fan, shop.membersPost())).contains(Shop.IMAGE);
        String won = gateway().dispute(paidMonths);
        JsonNode service = Shop.checkout(fan, "service", shop.service());
        String lost = gateway().dispute(gateway().pay(service, Gateway.CARD));
        inOrder();
        for (UUID locked : List.of(shop.soldPost(), shop.membersPost()))
            assertThat(body(fan, locked)).doesNotContain(Shop.IMAGE);
        String order =
                fan.get("/api/v1/service-orders").json().at("/items/0/id").asString();
        creator.post("/api/v1/service-orders/" + order + "/activate", Map.of()).expect(409);
        fan.post("/api/v1/payments/checkout", Map.of("type", "exclusive_post", "entityId", shop.soldPost()))
                .expect(409);
        long booked = paise(creator, "heldPaise") - 4410 - 17910;
        assertThat(booked).isPositive();
        assertThat(status(fan, post)).isEqualTo("opened");

        gateway().decide(won, "won");
        gateway().decide(lost, "lost");
        gateway().decide(expired, "expired");
        inOrder();
        assertThat(body(fan, shop.membersPost())).contains(Shop.IMAGE);
        assertThat(body(fan, shop.soldPost())).doesNotContain(Shop.IMAGE);
        assertThat(status(fan, post)).isEqualTo("expired");
        assertThat(fan.get("/api/v1/service-orders/" + order)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(paise(creator, "heldPaise")).isZero();
        assertThat(paise(creator, "availablePaise")).isEqualTo(17910);

        String outcome = "/api/v1/admin/payments/" + post.get("transactionId").asString() + "/dispute-outcome";
        fan.post(outcome, Map.of("outcome", "won", "reason", "Mine")).expect(403);
        admin().post(outcome, Map.of("outcome", "opened", "reason", "Late")).expect(400);
        admin().post(outcome, Map.of("outcome", "won", "reason", "The bank says so"))
                .expect(204);
        inOrder();
        assertThat(body(fan, shop.soldPost())).contains(Shop.IMAGE);
        assertThat(paise(creator, "creditPaise")).isEqualTo(4410);
        admin().post(outcome, Map.of("outcome", "lost", "reason", "No")).expect(409);
        for (Api told : List.of(fan, creator)) {
            assertThat(types(told)).filteredOn("dispute_opened"::equals).hasSize(3);
            assertThat(types(told)).filteredOn("dispute_decided"::equals).hasSize(4);
        }
        afterAPayout(shop, fan);
    }

    /** What is paid out already is owed at once, and comes on top of the next payout when it was won. */
    private void afterAPayout(Shop shop, Api fan) throws Exception {
        Api creator = shop.creator();
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        JsonNode months = Shop.checkout(fan, "membership", shop.tier());
        JsonNode paid = gateway().pay(months, Gateway.CARD);
        drained();
        assertThat(payout(creator)).isEqualTo(2 * 17910 + 4410);
        String won = gateway().dispute(paid);
        inOrder();
        assertThat(paise(creator, "debtPaise")).isEqualTo(17910);
        assertThat(body(fan, shop.membersPost())).contains(Shop.IMAGE);
        gateway().decide(won, "won");
        inOrder();
        assertThat(paise(creator, "debtPaise")).isZero();
    }

    private long payout(Api creator) throws Exception {
        String id = creator.post("/api/v1/payouts", Map.of())
                .expect(201)
                .json()
                .get("payoutId")
                .asString();
        drained();
        return creator.get("/api/v1/payouts/" + id)
                .json()
                .at("/payout/netAmount")
                .asLong();
    }

    private void inOrder() throws Exception {
        drained();
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    private static String status(Api fan, JsonNode checkout) {
        return fan.get("/api/v1/payments/transactions/"
                        + checkout.get("transactionId").asString())
                .json()
                .get("disputeStatus")
                .asString();
    }

    private static List<String> types(Api person) {
        return person.get("/api/v1/notifications?limit=100")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsString("type");
    }

    private static String body(Api reader, UUID post) {
        return reader.get("/api/v1/posts/" + post).expect(200).response().body();
    }

    private static long paise(Api creator, String sum) {
        return creator.get("/api/v1/payouts/balance")
                .expect(200)
                .json()
                .get(sum)
                .asLong();
    }

    @Test
    void an_admin_corrects_a_balance_once_and_the_next_payout_and_the_statement_say_so() throws Exception {
        Api creator = Shop.open(anonymous(), "corrected-asha").creator();
        String path = "/api/v1/admin/creators/" + creator.userId() + "/balance-corrections";
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("reason", "No amount"),
                Map.of("amount", 0, "reason", "Nothing"),
                Map.of("amount", 1.5, "reason", "Half a paisa"),
                Map.of("amount", "1", "reason", "Text"),
                Map.of("amount", 1))) admin().post(path, bad).expect(400);
        admin().post(path, Map.of("amount", 4_000_000_000L, "reason", "Too much"))
                .expect(422);
        Map<String, Object> correction =
                Map.of("correctionId", UUID.randomUUID(), "amount", 250_000, "reason", "A bank's mistake");
        for (int i = 0; i < 2; i++) admin().post(path, correction).expect(200);
        admin().post(path, Map.of("amount", -50_000, "reason", "A bank's other mistake"))
                .expect(200);
        drained();
        assertThat(paise(creator, "creditPaise")).isEqualTo(200_000);
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        creator.post("/api/v1/payouts", Map.of()).expect(201);
        drained();
        assertThat(paise(creator, "creditPaise")).isZero();
        JsonNode statement = creator.get("/api/v1/creators/me/statements/" + YearMonth.now(ZoneOffset.UTC))
                .expect(200)
                .json();
        assertThat(statement.at("/totals/correctionsPaise").asLong()).isEqualTo(200_000);
        assertThat(statement.at("/totals/payoutsPaise").asLong()).isEqualTo(200_000);
        assertThat(statement.path("closingPaise").asLong()).isZero();
        assertThat(creator.get("/api/v1/notifications").json().findValuesAsString("type"))
                .filteredOn("balance_corrected"::equals)
                .hasSize(2);
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }
}

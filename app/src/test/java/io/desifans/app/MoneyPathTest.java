package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From checkout to a completed payout, through the gateway simulator and its signed webhooks. */
class MoneyPathTest extends EndToEndTest {

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @AfterEach
    void the_money_is_in_order() throws Exception {
        drained();
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void what_a_fan_pays_for_opens_for_that_fan_and_for_nobody_else() throws Exception {
        Shop shop = Shop.open(anonymous(), "paid-asha");
        Api fan = anonymous().signUp("Vikram");
        Api other = anonymous().signUp("Meera");
        UUID bought = Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        Shop.buy(gateway(), fan, "membership", shop.tier());
        drained();

        for (UUID post : List.of(shop.soldPost(), shop.membersPost())) {
            assertThat(body(fan, "/api/v1/posts/" + post)).contains(Shop.IMAGE);
            assertThat(body(other, "/api/v1/posts/" + post)).doesNotContain(Shop.IMAGE);
            assertThat(body(anonymous(), "/api/v1/posts/" + post)).doesNotContain(Shop.IMAGE);
        }
        assertThat(body(other, "/api/v1/posts?creator=" + shop.creator().userId()))
                .doesNotContain(Shop.IMAGE);
        fan.put("/api/v1/posts/" + shop.soldPost() + "/like", Map.of()).expect(204);
        other.put("/api/v1/posts/" + shop.soldPost() + "/like", Map.of()).expect(403);

        JsonNode payment =
                fan.get("/api/v1/payments/transactions/" + bought).expect(200).json();
        assertThat(payment.get("status").asString()).isEqualTo("completed");
        assertThat(payment.get("amount").asInt()).isEqualTo(4900);
        other.get("/api/v1/payments/transactions/" + bought).expect(404);
        JsonNode subscription = fan.get("/api/v1/memberships/" + shop.tier() + "/subscription")
                .expect(200)
                .json();
        assertThat(subscription.get("status").asString()).isEqualTo("active");
        fan.post("/api/v1/payments/checkout", Map.of("type", "exclusive_post", "entityId", shop.soldPost()))
                .expect(409);
        assertThat(types(fan)).containsExactlyInAnyOrder("payment_received", "payment_received");
        Drained.await(database);
        assertThat(types(shop.creator())).containsExactlyInAnyOrder("purchase", "new_subscriber", "like");
    }

    @Test
    void p20_a_browser_that_comes_back_and_says_it_has_paid_changes_nothing() throws Exception {
        Shop shop = Shop.open(anonymous(), "forged-asha");
        Api fan = anonymous().signUp("Mallory");
        JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        String payment =
                "/api/v1/payments/transactions/" + checkout.get("transactionId").asString();
        JsonNode problem = fan.get(payment + "?payment_id=pay_forged&status=succeeded")
                .expect(400)
                .json();
        assertThat(problem.toString()).contains("payment_id").contains("status");
        Drained.await(database);
        assertThat(fan.get(payment).json().get("status").asString()).isEqualTo("pending");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
    }

    @Test
    void a_declined_card_gives_nothing_and_a_slow_one_gives_it_later() throws Exception {
        Shop shop = Shop.open(anonymous(), "slow-asha");
        Api fan = anonymous().signUp("Ravi");
        JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        String payment =
                "/api/v1/payments/transactions/" + checkout.get("transactionId").asString();
        gateway().pay(checkout, Gateway.DECLINED);
        drained();
        assertThat(fan.get(payment).json().get("status").asString()).isEqualTo("failed");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);

        JsonNode second = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        gateway().pay(second, Gateway.UPI);
        drained();
        assertThat(fan.get("/api/v1/payments/transactions/"
                                + second.get("transactionId").asString())
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("processing");
        gateway().advance(60);
        drained();
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).contains(Shop.IMAGE);
    }

    @Test
    void a_service_is_booked_talked_about_and_fulfilled() throws Exception {
        Shop shop = Shop.open(anonymous(), "busy-asha");
        Api creator = shop.creator();
        Api fan = anonymous().signUp("Noor");
        Shop.buy(gateway(), fan, "service", shop.service());
        drained();
        JsonNode booked = fan.get("/api/v1/service-orders").json().at("/items/0");
        String order = "/api/v1/service-orders/" + booked.get("id").asString();
        assertThat(booked.get("paid").asBoolean()).isTrue();
        anonymous().signUp("Meera").get(order).expect(404);

        fan.post(order + "/activate", Map.of()).expect(403);
        creator.post(order + "/activate", Map.of()).expect(204);
        drained();
        String conversation = "/api/v1/conversations/"
                + fan.get(order).json().get("conversationId").asString();
        creator.post(conversation + "/messages", Map.of("content", "Send me your pictures."))
                .expect(201);
        fan.post(conversation + "/messages", Map.of("content", "Here they are."))
                .expect(201);
        fan.post(conversation + "/messages", Map.of("content", "All ten.")).expect(201);
        assertThat(unread(creator.with("Wait-For-Position", fan.position()), conversation))
                .isEqualTo(2);
        assertThat(unread(fan, conversation)).isEqualTo(1);
        fan.post(conversation + "/read", Map.of()).expect(204);
        assertThat(unread(fan, conversation)).isZero();
        anonymous().signUp("Eve").get(conversation + "/messages").expect(404);

        drained();
        creator.post(order + "/fulfil", Map.of("notes", "See my comments.")).expect(204);
        drained();
        assertThat(fan.get(order).json().get("status").asString()).isEqualTo("fulfilled");
        fan.post(conversation + "/messages", Map.of("content", "Thanks!")).expect(409);
        assertThat(types(fan)).contains("payment_received", "order_activated", "message", "order_fulfilled");
        assertThat(types(creator)).contains("order_placed", "message");

        int before = fan.get("/api/v1/notifications").json().get("unreadCount").asInt();
        fan.post("/api/v1/notifications/read-all", Map.of());
        assertThat(before).isPositive();
        assertThat(fan.get("/api/v1/notifications").json().get("unreadCount").asInt())
                .isZero();
    }

    @Test
    void a_creator_is_paid_out_what_the_items_add_up_to() throws Exception {
        Shop shop = Shop.open(anonymous(), "rich-asha");
        Api creator = shop.creator();
        Shop.buy(gateway(), anonymous().signUp("One"), "exclusive_post", shop.soldPost());
        Shop.buy(gateway(), anonymous().signUp("Two"), "membership", shop.tier());
        drained();
        creator.post("/api/v1/payouts", Map.of()).expect(409);
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        assertThat(body(creator, "/api/v1/creators/me")).contains("9012").doesNotContain("123456789012", "ABCDE1234F");
        List<Api.Answer> requests =
                Nodes.atOnce(20, i -> () -> anonymous().bearer(creator.token()).post("/api/v1/payouts", Map.of()));
        assertThat(requests).extracting(Api.Answer::status).containsOnly(201, 422);
        List<Api.Answer> granted =
                requests.stream().filter(request -> request.status() == 201).toList();
        assertThat(granted).hasSize(1);
        String payout =
                "/api/v1/payouts/" + granted.getFirst().json().get("payoutId").asString();
        drained();
        JsonNode scheduled = creator.get(payout).expect(200).json();
        assertThat(scheduled.at("/payout/netAmount").asInt()).isEqualTo(4410 + 17910);
        int sum = 0;
        for (JsonNode item : scheduled.get("items")) sum += item.get("amount").asInt();
        assertThat(sum).isEqualTo(4410 + 17910);
        creator.post("/api/v1/payouts", Map.of()).expect(422);

        Api admin = admin();
        String step = payout.replace("/api/v1", "/api/v1/admin");
        Map<String, Object> reason = Map.of("reason", "weekly run");
        admin.post(step + "/process", reason).expect(409);
        admin.post("/api/v1/admin/creators/" + creator.userId() + "/bank-details/verify", reason)
                .expect(204);
        admin.post(step + "/process", reason).expect(204);
        admin.post(step + "/complete", Map.of("bankReference", "UTR-1", "reason", "sent"))
                .expect(204);
        drained();
        assertThat(creator.get(payout).json().at("/payout/status").asString()).isEqualTo("completed");
        assertThat(creator.get("/api/v1/payouts/balance").expect(200).json().toString())
                .contains("22320");
        assertThat(types(creator)).contains("payout_scheduled", "payout_completed");
    }

    @Test
    void p10_what_goes_back_takes_the_post_and_the_earning_with_it_and_after_a_payout_it_is_a_debt() throws Exception {
        Shop shop = Shop.open(anonymous(), "refunding-asha");
        Api creator = shop.creator();
        Api fan = anonymous().signUp("Ravi");
        UUID post = Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        UUID months = Shop.buy(gateway(), fan, "membership", shop.tier());
        drained();
        fan.post(refunds(post), Map.of("reason", "I want it")).expect(403);
        refund(post, Map.of("amount", 900, "reason", "Half of it"));
        String payment = "/api/v1/payments/transactions/" + post;
        assertThat(fan.get(payment).json().get("refundedAmount").asInt()).isEqualTo(900);
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).contains(Shop.IMAGE);
        assertThat(paise(creator, "availablePaise")).isEqualTo(4410 - 810 + 17910);
        refund(post, Map.of("reason", "All of it"));
        assertThat(fan.get(payment).json().get("refundStatus").asString()).isEqualTo("succeeded");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
        admin().post(refunds(post), Map.of("reason", "More")).expect(409);
        assertThat(paise(creator, "availablePaise")).isEqualTo(17910);

        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        creator.post("/api/v1/payouts", Map.of()).expect(201);
        drained();
        refund(months, Map.of("reason", "Paid out already"));
        assertThat(body(fan, "/api/v1/posts/" + shop.membersPost())).doesNotContain(Shop.IMAGE);
        assertThat(paise(creator, "debtPaise")).isEqualTo(17910);
        assertThat(types(fan)).filteredOn("refund"::equals).hasSize(3);
        assertThat(types(creator)).filteredOn("earning_debited"::equals).hasSize(3);

        Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        Shop.buy(gateway(), fan, "membership", shop.tier());
        drained();
        assertThat(body(fan, "/api/v1/posts/" + shop.membersPost())).contains(Shop.IMAGE);
        String next = creator.post("/api/v1/payouts", Map.of())
                .expect(201)
                .json()
                .get("payoutId")
                .asString();
        drained();
        assertThat(creator.get("/api/v1/payouts/" + next)
                        .json()
                        .at("/payout/netAmount")
                        .asInt())
                .isEqualTo(4410);
        assertThat(paise(creator, "debtPaise")).isZero();
    }

    /** Asks for it and comes back when the gateway has sent it and all has followed from it. */
    private void refund(UUID payment, Map<String, Object> body) throws Exception {
        admin().post(refunds(payment), body).expect(200);
        drained();
        gateway().advance(10);
        drained();
    }

    private static String refunds(UUID payment) {
        return "/api/v1/admin/payments/" + payment + "/refunds";
    }

    private static long paise(Api creator, String sum) {
        return creator.get("/api/v1/payouts/balance")
                .expect(200)
                .json()
                .get(sum)
                .asLong();
    }

    @Test
    void p19_m14_a_replay_of_the_money_finds_no_difference_and_calls_no_gateway() throws Exception {
        Shop shop = Shop.open(anonymous(), "replayed-asha");
        Shop.buy(gateway(), anonymous().signUp("Ravi"), "service", shop.service());
        drained();
        String lastMade = gateway().lastCall("POST", "/");
        JsonNode report = Replays.run(admin());
        assertThat(report.get("state").asString()).as(report.toString()).isEqualTo("SUCCEEDED");
        assertThat(gateway().lastCall("POST", "/")).isNotEmpty().isEqualTo(lastMade);
    }

    private static String body(Api reader, String path) {
        return reader.get(path).expect(200).response().body();
    }

    private static int unread(Api party, String conversation) {
        return party.get(conversation).expect(200).json().get("unreadCount").asInt();
    }

    private static List<String> types(Api person) {
        return person.get("/api/v1/notifications?limit=100")
                .expect(200)
                .json()
                .get("items")
                .findValuesAsString("type");
    }
}

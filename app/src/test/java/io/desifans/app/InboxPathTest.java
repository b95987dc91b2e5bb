package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an admin sees and decides where the gateway takes or tells something else than was agreed. */
class InboxPathTest extends EndToEndTest {

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @AfterEach
    void the_gateway_is_itself_again_and_the_money_is_in_order() throws Exception {
        gateway().chaos(Map.of("wrong_amount", 0, "wrong_currency", 0, "unknown_type", 0));
        drained();
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    @Test
    void p8_a_wrong_amount_grants_nothing_until_an_admin_accepts_it_and_then_it_is_what_is_credited() throws Exception {
        Shop shop = Shop.open(anonymous(), "otheramount-asha");
        Api fan = anonymous().signUp("Ravi");
        JsonNode mismatch = mismatch(fan, shop, "wrong_amount");
        long seen = mismatch.at("/amountMismatch/seenAmount").asLong();
        String payment = mismatch.get("id").asString();
        assertThat(seen).isPositive().isNotEqualTo(4900);
        assertThat(mismatch.get("status").asString()).isEqualTo("pending");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);

        decide(mismatch, "accept").expect(204);
        drained();
        JsonNode paid = fan.get("/api/v1/payments/transactions/" + payment).json();
        assertThat(paid.get("status").asString()).isEqualTo("completed");
        assertThat(paid.get("amount").asLong()).isEqualTo(seen);
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).contains(Shop.IMAGE);
        assertThat(body(shop.creator(), "/api/v1/payouts/balance"))
                .contains("\"availablePaise\":" + (seen - (seen + 5) / 10));
        assertThat(flagged()).doesNotContain(payment);
        decide(mismatch, "return").expect(409);

        admin().post("/api/v1/admin/payments/" + payment + "/refunds", Map.of("reason", "All of it"))
                .expect(200);
        drained();
        gateway().advance(10);
        drained();
        assertThat(body(shop.creator(), "/api/v1/payouts/balance")).contains("\"availablePaise\":0");
    }

    @Test
    void p8_another_currency_grants_nothing_and_goes_back_when_an_admin_says_so() throws Exception {
        Shop shop = Shop.open(anonymous(), "othercurrency-asha");
        Api fan = anonymous().signUp("Meera");
        JsonNode mismatch = mismatch(fan, shop, "wrong_currency");
        assertThat(mismatch.at("/amountMismatch/seenCurrency").asString()).isEqualTo("USD");
        decide(mismatch, "accept").expect(409);
        decide(mismatch, "return").expect(204);
        drained();
        gateway().advance(10);
        drained();
        JsonNode back = fan.get(
                        "/api/v1/payments/transactions/" + mismatch.get("id").asString())
                .json();
        assertThat(back.get("status").asString()).isEqualTo("failed");
        assertThat(back.get("refundStatus").asString()).isEqualTo("succeeded");
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
        assertThat(body(shop.creator(), "/api/v1/payouts/balance")).contains("\"availablePaise\":0");
    }

    @Test
    void p8_a_message_of_an_unknown_type_is_seen_by_the_admin_and_grants_nothing() throws Exception {
        Shop shop = Shop.open(anonymous(), "othertype-asha");
        Api fan = anonymous().signUp("Noor");
        gateway().chaos(Map.of("unknown_type", 100));
        JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        gateway().pay(checkout, Gateway.CARD);
        drained();
        JsonNode inbox = admin().get("/api/v1/admin/webhooks?state=ignored&type=unheard.payment.succeeded")
                .expect(200)
                .json();
        assertThat(inbox.at("/items/0/reason").asString()).isEqualTo("unknown_type");
        String message =
                "/api/v1/admin/webhooks/" + inbox.at("/items/0/inboxId").asString();
        admin().post(message + "/assign", Map.of("transactionId", checkout.get("transactionId"), "reason", "Seen"))
                .expect(409);
        admin().post(message + "/dismiss", Map.of("reason", "Nothing of ours")).expect(204);
        drained();
        assertThat(body(fan, "/api/v1/posts/" + shop.soldPost())).doesNotContain(Shop.IMAGE);
    }

    /** Pays while the gateway takes something else; what the admin sees of it. */
    private JsonNode mismatch(Api fan, Shop shop, String mischief) throws Exception {
        gateway().chaos(Map.of(mischief, 100));
        JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
        gateway().pay(checkout, Gateway.CARD);
        gateway().chaos(Map.of(mischief, 0));
        drained();
        String id = checkout.get("transactionId").asString();
        for (JsonNode one : admin().get("/api/v1/admin/transactions?flagged=true&limit=100")
                .json()
                .get("items"))
            if (one.get("id").asString().equals(id))
                return ((ObjectNode) one.get("metadata"))
                        .put("id", id)
                        .put("status", one.get("status").asString());
        throw new AssertionError(id + " is not flagged");
    }

    private Api.Answer decide(JsonNode mismatch, String decision) {
        return admin().post(
                        "/api/v1/admin/payments/" + mismatch.get("id").asString() + "/amount-mismatch",
                        Map.of(
                                "gatewayPaymentId",
                                mismatch.at("/amountMismatch/gatewayPaymentId").asString(),
                                "decision",
                                decision,
                                "reason",
                                "Agreed by mail"));
    }

    private String flagged() {
        return body(admin(), "/api/v1/admin/transactions?flagged=true&limit=100");
    }

    private static String body(Api reader, String path) {
        return reader.get(path).expect(200).response().body();
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What moves money and is asked for again under the same key is done once. */
class IdempotencyPathTest extends EndToEndTest {

    private static final int AT_ONCE = 12;

    @BeforeEach
    void the_gateway_is_there() {
        gateway();
    }

    @Test
    void p17_a_checkout_under_the_same_key_is_one_payment() throws Exception {
        Shop shop = Shop.open(anonymous(), "key-checkout-asha");
        Api fan = anonymous().signUp("Ravi");
        Map<String, Object> body = Map.of("type", "exclusive_post", "entityId", shop.soldPost());
        Map<String, Object> other = Map.of("type", "membership", "entityId", shop.tier());
        holds(fan, "/api/v1/payments/checkout", body, other, 201);
        drained();
        assertThat(fan.get("/api/v1/payments/transactions").json().get("items")).hasSize(1);
    }

    @Test
    void p17_a_refund_under_the_same_key_goes_back_once() throws Exception {
        Shop shop = Shop.open(anonymous(), "key-refund-asha");
        Api fan = anonymous().signUp("Ravi");
        UUID payment = Shop.buy(gateway(), fan, "exclusive_post", shop.soldPost());
        drained();
        String path = "/api/v1/admin/payments/" + payment + "/refunds";
        holds(admin(), path, Map.of("amount", 900, "reason", "Half"), Map.of("amount", 901, "reason", "Half"), 200);
        drained();
        gateway().advance(10);
        drained();
        assertThat(fan.get("/api/v1/payments/transactions/" + payment)
                        .json()
                        .get("refundedAmount")
                        .asInt())
                .isEqualTo(900);
    }

    @Test
    void p17_a_payout_under_the_same_key_is_one_payout() throws Exception {
        Shop shop = Shop.open(anonymous(), "key-payout-asha");
        Api creator = shop.creator();
        Shop.buy(gateway(), anonymous().signUp("Ravi"), "exclusive_post", shop.soldPost());
        drained();
        creator.put("/api/v1/creators/me/bank-details", Shop.BANK).expect(204);
        drained();
        holds(creator, "/api/v1/payouts", Map.of(), Map.of("payoutId", UUID.randomUUID()), 201);
        drained();
        assertThat(creator.get("/api/v1/payouts").json().get("items")).hasSize(1);
    }

    /** The same answer to the same, 422 to another body, and 409 at most to what comes while the first is under way. */
    private void holds(Api caller, String path, Map<String, Object> body, Map<String, Object> other, int status)
            throws Exception {
        String key = UUID.randomUUID().toString();
        List<Api.Answer> atOnce =
                Nodes.atOnce(AT_ONCE, i -> () -> under(caller, key).post(path, body));
        assertThat(atOnce).extracting(Api.Answer::status).containsAnyOf(status).isSubsetOf(status, 409);
        JsonNode first = atOnce.stream()
                .filter(answer -> answer.status() == status)
                .findFirst()
                .orElseThrow()
                .json();
        for (Api.Answer answer : atOnce)
            if (answer.status() == status) assertThat(answer.json()).isEqualTo(first);
            else assertThat(answer.json().get("code").asString()).isEqualTo("IDEMPOTENCY_KEY_IN_USE");
        assertThat(under(caller, key).post(path, body).expect(status).json()).isEqualTo(first);
        under(caller, key).post(path, other).expect(422);
    }

    private Api under(Api caller, String key) {
        return anonymous().bearer(caller.token()).with("Idempotency-Key", key);
    }
}

package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Receiver.Webhook;
import io.desifans.gateway.Simulator.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a merchant has to live with, on demand. */
class ChaosTest extends GatewayTest {

    @Test
    void the_list_tells_what_is_set_and_how_often_it_was_done() {
        chaos("{\"seed\":7,\"duplicate\":100,\"timeout_seconds\":1}");
        pay();
        gateway.advance(60);
        JsonNode shown = gateway.get("/test/chaos").json();
        assertThat(shown.get("seed").asInt()).isEqualTo(7);
        assertThat(shown.get("timeout_seconds").asInt()).isEqualTo(1);
        assertThat(shown.get("percent").size()).isEqualTo(Mischief.values().length);
        assertThat(shown.at("/percent/duplicate").asInt()).isEqualTo(100);
        assertThat(shown.at("/percent/drop").asInt()).isZero();
        assertThat(shown.at("/done/duplicate").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"no_such_mischief\":1}",
                "{\"drop\":100,\"delay\":101}",
                "{\"drop\":-1}",
                "{\"drop\":true}",
                "{\"drop\":null}",
                "{\"timeout_seconds\":0}",
                "[]"
            })
    void what_cannot_be_set_is_refused_and_nothing_else_is_set(String body) {
        assertThat(gateway.post("/test/chaos", body).status()).isIn(400, 422);
        assertThat(gateway.get("/test/chaos").json().at("/percent/drop").asInt())
                .isZero();
    }

    @Test
    void the_same_seed_decides_alike_and_another_does_not() {
        List<String> once = dropped(11);
        assertThat(once).contains("told", "lost").hasSize(20);
        assertThat(dropped(11)).isEqualTo(once);
        assertThat(dropped(12)).isNotEqualTo(once);
    }

    @Test
    void a_webhook_is_lost_or_told_twice_under_one_id() {
        chaos("{\"drop\":100}");
        pay();
        gateway.advance(1_000_000);
        assertThat(receiver.received()).isEmpty();
        chaos("{\"drop\":0,\"duplicate\":100}");
        pay();
        gateway.advance(10);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received()).extracting(Webhook::id).containsOnly(newest("id"));
        assertThat(receiver.received()).extracting(Webhook::body).containsOnly(newest("body"));
    }

    @Test
    void what_is_reordered_comes_after_what_is_told_next_or_a_minute_later() {
        chaos("{\"reorder\":100}");
        String session = gateway.checkout(100).text("session_id");
        gateway.pay(session, "upi", "success@upi");
        chaos("{\"reorder\":0}");
        gateway.advance(20);
        assertThat(typesReceived()).containsExactly("payment.succeeded", "payment.processing");
        receiver.received().clear();
        chaos("{\"reorder\":100}");
        pay();
        gateway.advance(59);
        assertThat(receiver.received()).isEmpty();
        gateway.advance(5);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void what_is_delayed_comes_within_the_hour() {
        chaos("{\"delay\":100}");
        pay();
        gateway.advance(0);
        assertThat(receiver.received()).isEmpty();
        gateway.advance(3600);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_late_webhook_may_have_what_is_newest_under_the_same_id() {
        receiver.answerWith(500);
        gateway.pay(gateway.checkout(100).text("session_id"), "upi", "success@upi");
        gateway.advance(0);
        String first = receiver.received().getFirst().id();
        gateway.advance(11);
        chaos("{\"newest_payload\":100}");
        gateway.advance(300);
        List<Webhook> same = receiver.received().stream()
                .filter(webhook -> webhook.id().equals(first))
                .toList();
        assertThat(same).extracting(Webhook::type).containsOnly("payment.processing");
        assertThat(same)
                .extracting(webhook -> webhook.json().at("/data/status").asString())
                .startsWith("processing")
                .endsWith("succeeded");
        assertThat(same).allMatch(ChaosTest::isSigned);
    }

    @Test
    void a_signature_may_be_bad_or_old_and_the_next_attempt_is_good() {
        receiver.answerWith(401);
        chaos("{\"bad_signature\":100}");
        pay();
        gateway.advance(0);
        chaos("{\"bad_signature\":0,\"stale_timestamp\":100}");
        gateway.advance(5);
        chaos("{\"stale_timestamp\":0}");
        gateway.advance(300);
        List<Webhook> attempts = receiver.received();
        assertThat(attempts).extracting(ChaosTest::isSigned).containsExactly(false, true, true);
        assertThat(attempts)
                .extracting(attempt -> NOW.getEpochSecond() - attempt.timestamp() > 300)
                .containsExactly(false, true, false);
    }

    @Test
    void types_and_fields_may_be_unheard_of() {
        chaos("{\"unknown_type\":100,\"unknown_fields\":100}");
        pay();
        gateway.advance(0);
        JsonNode body = receiver.received().getFirst().json();
        assertThat(body.get("type").asString()).isEqualTo("unheard.payment.succeeded");
        assertThat(body.get("unheard_of").asBoolean()).isTrue();
        assertThat(body.at("/data/unheard_of/payment_id").asInt()).isEqualTo(1);
        assertThat(body.at("/data/status").asString()).isEqualTo("succeeded");
    }

    @Test
    void another_amount_or_currency_is_what_is_really_taken() {
        chaos("{\"wrong_amount\":100,\"wrong_currency\":100}");
        Answer paid = pay();
        gateway.advance(0);
        JsonNode payment = gateway.get("/payments/" + paid.text("payment_id")).json();
        JsonNode told = receiver.received().getFirst().json().get("data");
        long amount = payment.get("total_amount").longValue();
        assertThat(amount).isBetween(1L, 200L).isNotEqualTo(100);
        assertThat(payment.get("currency").asString()).isEqualTo("USD");
        assertThat(told.get("total_amount")).isEqualTo(payment.get("total_amount"));
        assertThat(told.get("currency")).isEqualTo(payment.get("currency"));
        JsonNode entry = gateway.get("/balances/ledger").json().at("/items/0");
        assertThat(entry.get("amount").longValue()).isEqualTo(amount);
        assertThat(gateway.post("/refunds", "{\"payment_id\":\"" + paid.text("payment_id") + "\"}")
                        .number("amount"))
                .isEqualTo(amount);
    }

    @Test
    void who_pays_may_be_charged_twice() {
        chaos("{\"double_charge\":100}");
        Answer paid = pay();
        gateway.advance(0);
        assertThat(typesReceived()).containsExactly("payment.succeeded", "payment.succeeded");
        assertThat(receiver.received())
                .extracting(webhook -> webhook.json().at("/data/payment_id").asString())
                .doesNotHaveDuplicates()
                .contains(paid.text("payment_id"));
        assertThat(receiver.received())
                .extracting(webhook ->
                        webhook.json().at("/data/checkout_session_id").asString())
                .containsOnly(paid.text("session_id"));
        assertThat(gateway.get("/balances/ledger").json().get("items")).hasSize(2);
    }

    @Test
    void the_api_may_refuse_to_work_and_then_nothing_is_done() {
        chaos("{\"too_many_requests\":100}");
        assertThat(gateway.post("/customers", "{\"email\":\"a@example.test\",\"name\":\"A\"}")
                        .status())
                .isEqualTo(429);
        chaos("{\"too_many_requests\":0,\"server_error\":100}");
        Answer failed = gateway.post("/customers", "{\"email\":\"a@example.test\",\"name\":\"A\"}");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.text("code")).isEqualTo("INTERNAL_SERVER_ERROR");
        chaos("{\"server_error\":0}");
        assertThat(gateway.get("/customers").json().get("items")).isEmpty();
        assertThat(gateway.get("/test/requests").number("count")).isEqualTo(3);
    }

    @Test
    void what_is_answered_too_late_is_done() {
        chaos("{\"timeout\":100,\"timeout_seconds\":1}");
        assertThat(gateway.hears("/customers", "{\"email\":\"a@example.test\",\"name\":\"A\"}", 100))
                .isFalse();
        chaos("{\"timeout\":0}");
        assertThat(gateway.get("/customers").json().get("items")).hasSize(1);
    }

    private void chaos(String switches) {
        assertThat(gateway.post("/test/chaos", switches).status()).isEqualTo(200);
    }

    private Answer pay() {
        return gateway.pay(gateway.checkout(100).text("session_id"), "card", "4242424242424242");
    }

    private List<String> dropped(int seed) {
        chaos("{\"seed\":" + seed + ",\"drop\":50}");
        List<String> ends = new ArrayList<>();
        IntStream.range(0, 20).forEach(time -> {
            int before = receiver.received().size();
            pay();
            gateway.advance(0);
            ends.add(receiver.received().size() == before ? "lost" : "told");
        });
        return ends;
    }

    private String newest(String field) {
        return gateway.get("/test/deliveries").json().at("/items/0/" + field).asString();
    }

    private static boolean isSigned(Webhook webhook) {
        return webhook.signature()
                .equals(new WebhookSecret(Simulator.SECRET).sign(webhook.id(), webhook.timestamp(), webhook.body()));
    }
}

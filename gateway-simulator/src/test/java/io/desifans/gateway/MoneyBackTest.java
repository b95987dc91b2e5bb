package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Refunds, disputes and the ledger, from the call to the merchant who is told. */
class MoneyBackTest extends GatewayTest {

    private String payment;
    private String product;

    @BeforeEach
    void somethingIsPaid() {
        String session = gateway.checkout(19900).text("session_id");
        payment = gateway.pay(session, "card", "4242424242424242").text("payment_id");
        product = gateway.get("/payments/" + payment)
                .json()
                .at("/product_cart/0/product_id")
                .asString();
    }

    @Test
    void a_refund_is_pending_then_succeeds_and_is_told_as_the_api_shows_it() {
        Answer refund = refund("{\"payment_id\":\"%s\",\"reason\":\"Asked\",\"metadata\":{\"refundId\":\"r-1\"}}");
        assertThat(refund.status()).isEqualTo(200);
        assertThat(refund.text("refund_id")).startsWith("ref_");
        assertThat(refund.text("status")).isEqualTo("pending");
        gateway.advance(10);

        JsonNode shown = gateway.get("/refunds/" + refund.text("refund_id")).json();
        assertThat(shown.get("status").asString()).isEqualTo("succeeded");
        assertThat(shown.get("amount").longValue()).isEqualTo(19900);
        assertThat(shown.get("is_partial").asBoolean()).isFalse();
        assertThat(shown.at("/metadata/refundId").asString()).isEqualTo("r-1");
        assertThat(typesReceived()).containsExactlyInAnyOrder("payment.succeeded", "refund.succeeded");
        JsonNode told = receiver.received().stream()
                .map(Receiver.Webhook::json)
                .filter(body -> body.get("type").asString().startsWith("refund"))
                .findFirst()
                .orElseThrow()
                .get("data");
        shown.properties().forEach(field -> assertThat(told.get(field.getKey())).isEqualTo(field.getValue()));
        JsonNode paid = gateway.get("/payments/" + payment).json();
        assertThat(paid.get("refund_status").asString()).isEqualTo("full");
        assertThat(paid.at("/refunds/0/refund_id")).isEqualTo(shown.get("refund_id"));
        assertThat(paid.at("/refunds/0").has("metadata")).isFalse();
        assertThat(gateway.get("/refunds?status=succeeded").json().get("items")).hasSize(1);
    }

    @Test
    void no_more_goes_back_than_was_paid_and_what_failed_does_not_count() {
        Answer first = part(10000);
        assertThat(first.json().get("is_partial").asBoolean()).isTrue();
        assertThat(part(9901).status()).isEqualTo(422);
        gateway.post("/test/refunds/" + first.text("refund_id") + "/fail", "{}");
        gateway.advance(10);
        assertThat(gateway.get("/refunds/" + first.text("refund_id")).text("status"))
                .isEqualTo("failed");
        assertThat(part(19900).status()).isEqualTo(200);
        assertThat(part(1).status()).isEqualTo(422);
        assertThat(typesReceived()).containsExactlyInAnyOrder("payment.succeeded", "refund.failed");
    }

    @Test
    void only_what_was_paid_within_thirty_days_goes_back() {
        gateway.advance(30L * 24 * 3600);
        assertThat(part(1).status()).isEqualTo(200);
        gateway.advance(1);
        assertThat(part(1).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                      | 400",
                "{\"payment_id\":\"pay_none\"}                                           | 404",
                "{\"payment_id\":\"%s\",\"items\":[]}                                    | 422",
                "{\"payment_id\":\"%s\",\"items\":[{\"item_id\":\"pdt_other\"}]}         | 422",
                "{\"payment_id\":\"%s\",\"items\":[{}]}                                  | 400",
                "{\"payment_id\":\"%s\",\"metadata\":{\"a\":[]}}                         | 400"
            })
    void what_makes_no_sense_is_refused(String body, int status) {
        assertThat(refund(body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "won,       true",
        "cancelled, true",
        "lost,      false",
        "accepted,  false",
        "expired,   false",
    })
    void a_dispute_takes_the_money_at_once_and_gives_it_back_if_it_is_won(String end, boolean back) {
        Answer opened = gateway.post("/test/payments/" + payment + "/dispute", "{}");
        assertThat(opened.text("dispute_status")).isEqualTo("dispute_opened");
        assertThat(opened.json().get("amount").isString()).isTrue();
        assertThat(opened.text("amount")).isEqualTo("19900");
        assertThat(part(1).status()).isEqualTo(422);
        String dispute = opened.text("dispute_id");
        assertThat(move(dispute, "challenged").status()).isEqualTo(200);
        assertThat(move(dispute, end).text("dispute_status")).isEqualTo("dispute_" + end);
        gateway.advance(0);

        assertThat(typesReceived())
                .containsExactlyInAnyOrder(
                        "payment.succeeded", "dispute.opened", "dispute.challenged", "dispute." + end);
        assertThat(gateway.get("/disputes/" + dispute).text("dispute_status")).isEqualTo("dispute_" + end);
        assertThat(gateway.get("/disputes?dispute_status=dispute_" + end).json().get("items"))
                .hasSize(1);
        assertThat(gateway.get("/payments/" + payment)
                        .json()
                        .at("/disputes/0/dispute_id")
                        .asString())
                .isEqualTo(dispute);
        assertThat(ledger(""))
                .isEqualTo(
                        back
                                ? List.of("dispute_reversal +19900", "dispute -19900", "payment +19900")
                                : List.of("dispute -19900", "payment +19900"));
        assertThat(move(dispute, "lost").status()).isEqualTo(end.equals("expired") ? 200 : 422);
    }

    @Test
    void the_ledger_tells_of_every_rupee() {
        Answer refund = part(900);
        gateway.advance(10);
        assertThat(ledger("")).containsExactly("refund -900", "payment +19900");
        assertThat(ledger("&reference_object_id=" + refund.text("refund_id"))).containsExactly("refund -900");
        assertThat(ledger("&event_type=payment")).containsExactly("payment +19900");
        JsonNode newest = gateway.get("/balances/ledger").json().at("/items/0");
        assertThat(newest.get("before_balance").longValue()).isEqualTo(19900);
        assertThat(newest.get("after_balance").longValue()).isEqualTo(19000);
    }

    private List<String> ledger(String filter) {
        return gateway.get("/balances/ledger?page_size=100" + filter).json().get("items").values().stream()
                .map(entry -> entry.get("event_type").asString()
                        + (entry.get("is_credit").asBoolean() ? " +" : " -")
                        + entry.get("amount").longValue())
                .toList();
    }

    private Answer part(long paise) {
        return refund("{\"payment_id\":\"%s\",\"items\":[{\"item_id\":\"" + product + "\",\"amount\":" + paise + "}]}");
    }

    private Answer refund(String body) {
        return gateway.post("/refunds", body.replace("%s", payment));
    }

    private Answer move(String dispute, String status) {
        return gateway.post("/test/disputes/" + dispute + "/move", "{\"status\":\"" + status + "\"}");
    }
}

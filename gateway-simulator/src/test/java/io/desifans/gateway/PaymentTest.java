package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From an open checkout to the merchant who is told. */
class PaymentTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({
        "card,   4242 4242 4242 4242, succeeded",
        "card,   4000000000000002,    failed",
        "card,   6074825972083818,    succeeded",
        "card,   4000000000000127,    failed",
        "cancel, '',                  cancelled"
    })
    void a_card_settles_at_once(String method, String account, String status) {
        Answer checkout = gateway.checkout(19900);
        Answer paid = gateway.pay(checkout.text("session_id"), method, account);
        gateway.advance(0);

        assertThat(paid.text("status")).isEqualTo(status);
        assertThat(paid.text("redirect_url"))
                .isEqualTo("http://localhost/back?from=gateway&payment_id=" + paid.text("payment_id") + "&status="
                        + status);
        assertThat(gateway.get("/checkouts/" + checkout.text("session_id")).text("payment_status"))
                .isEqualTo(status);
        assertThat(typesReceived()).containsExactly("payment." + status);
    }

    @ParameterizedTest
    @CsvSource({"success@upi, succeeded", "failure@upi, failed"})
    void upi_is_processing_for_ten_seconds(String vpa, String status) {
        String session = gateway.checkout(19900).text("session_id");
        String payment = gateway.pay(session, "upi", vpa).text("payment_id");
        gateway.advance(9);
        assertThat(gateway.get("/payments/" + payment).text("status")).isEqualTo("processing");
        assertThat(typesReceived()).containsExactly("payment.processing");

        gateway.advance(1);
        assertThat(gateway.get("/payments/" + payment).text("status")).isEqualTo(status);
        assertThat(typesReceived()).containsExactly("payment.processing", "payment." + status);
    }

    @Test
    void a_webhook_holds_the_payment_as_the_api_shows_it() {
        String session = gateway.checkout(Integer.MAX_VALUE).text("session_id");
        String payment = gateway.pay(session, "card", "6074825972083818").text("payment_id");
        gateway.advance(0);

        JsonNode envelope = receiver.received().getFirst().json();
        assertThat(envelope.get("business_id").asString()).startsWith("bus_");
        assertThat(envelope.get("timestamp").asString()).isEqualTo(NOW.toString());
        JsonNode data = envelope.get("data");
        assertThat(data.get("payload_type").asString()).isEqualTo("Payment");
        assertThat(data.get("payment_id").asString()).isEqualTo(payment);
        assertThat(data.get("checkout_session_id").asString()).isEqualTo(session);
        assertThat(data.get("total_amount").longValue()).isEqualTo(2147483647L);
        assertThat(data.get("currency").asString()).isEqualTo("INR");
        assertThat(data.at("/metadata/transactionId").asString()).isEqualTo("t-1");
        assertThat(data.at("/metadata/months").intValue()).isEqualTo(3);
        assertThat(data.at("/customer/email").asString()).isEqualTo("fan@example.test");
        assertThat(data.get("card_last_four").asString()).isEqualTo("3818");
        gateway.get("/payments/" + payment)
                .json()
                .properties()
                .forEach(field ->
                        assertThat(data.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    }

    @Test
    void a_checkout_is_paid_once_but_may_fail_before() {
        String session = gateway.checkout(500).text("session_id");
        String failed = gateway.pay(session, "card", "4000000000000002").text("payment_id");
        String paid = gateway.pay(session, "card", "4242424242424242").text("payment_id");
        assertThat(paid).isNotEqualTo(failed);

        Answer again = gateway.pay(session, "card", "4242424242424242");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("CHECKOUT_SESSION_CONSUMED");
        assertThat(gateway.get("/payments?status=succeeded").json().get("items"))
                .hasSize(1);
    }

    @Test
    void a_checkout_takes_the_customer_it_is_given() {
        String customer = gateway.post("/customers", "{\"email\":\"fan@example.test\",\"name\":\"Known\"}")
                .text("customer_id");
        String product = gateway.product();
        String byId = Simulator.cart(product, "5")
                .replaceFirst("\"customer\":\\{.*?}", "\"customer\":{\"customer_id\":\"" + customer + "\"}");
        for (String body : List.of(byId, Simulator.cart(product, "5"))) {
            String session = gateway.post("/checkouts", body).text("session_id");
            String payment = gateway.pay(session, "card", "4242424242424242").text("payment_id");
            assertThat(gateway.get("/payments/" + payment)
                            .json()
                            .at("/customer/customer_id")
                            .asString())
                    .isEqualTo(customer);
        }
        assertThat(gateway.get("/payments?customer_id=" + customer).json().get("items"))
                .hasSize(2);
    }

    @Test
    void a_return_url_leads_to_the_web_or_nowhere() {
        String product = gateway.product();
        for (String url : List.of("javascript:alert(1)", "/relative", "ftp://example.test/", "http://", "not a url")) {
            String body = Simulator.cart(product, "5").replace("http://localhost/back?from=gateway", url);
            assertThat(gateway.post("/checkouts", body).status()).as(url).isEqualTo(422);
        }
    }
}

package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.gateway.Simulator.Answer;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees and posts, without a browser. */
class CheckoutPageTest extends GatewayTest {

    private static final String GOOD_CARD = "method=card&number=4242+4242+4242+4242&expiry=03%2F26&cvc=123";

    @Test
    void shows_merchant_item_amount_and_that_it_is_a_test() {
        HttpResponse<String> page = gateway.page(gateway.checkout(2147483647L).text("checkout_url"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Asha &amp; Co", "One-off &lt;sale&gt;", "₹2,14,74,836.47", "Test mode.")
                .doesNotContain("<script", "{{");
    }

    @ParameterizedTest
    @CsvSource({
        "method=card&number=4242424242424242&expiry=03/26&cvc=123, succeeded",
        "method=card&number=4000000000000002&expiry=12/40&cvc=1234, failed",
        "method=upi&vpa=success@upi, processing",
        "method=cancel, cancelled"
    })
    void whoever_has_paid_is_taken_back(String form, String status) {
        Answer checkout = gateway.checkout(19900);
        HttpResponse<String> paid = gateway.form(checkout.text("checkout_url"), form);
        String payment =
                gateway.get("/checkouts/" + checkout.text("session_id")).text("payment_id");
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .contains("http://localhost/back?from=gateway&payment_id=" + payment + "&status=" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "method=card&number=4111111111111111&expiry=12/30&cvc=123, Never enter a real card",
        "method=card&number=4242424242424242&expiry=02/26&cvc=123, future month",
        "method=card&number=4242424242424242&expiry=13/30&cvc=123, future month",
        "method=card&number=4242424242424242&expiry=12/30&cvc=12, three or four digits",
        "method=upi&vpa=me@bank, one of the test IDs",
        "method=cheque, Never enter a real card"
    })
    void a_mistake_is_explained_and_nothing_is_paid(String form, String explanation) {
        Answer checkout = gateway.checkout(19900);
        HttpResponse<String> page = gateway.form(checkout.text("checkout_url"), form);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", explanation);
        assertThat(gateway.get("/checkouts/" + checkout.text("session_id"))
                        .json()
                        .get("payment_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void whoever_clicks_often_pays_once() {
        String url = gateway.checkout(19900).text("checkout_url");
        AtomicInteger takenBack = new AtomicInteger();
        IntStream.range(0, 20).parallel().forEach(click -> {
            if (gateway.form(url, GOOD_CARD).statusCode() == 303) takenBack.incrementAndGet();
        });
        assertThat(takenBack).hasValue(20);
        assertThat(gateway.get("/payments").json().get("items")).hasSize(1);
        assertThat(gateway.page(url).body()).contains("Payment succeeded", "Back to Asha &amp; Co");
    }

    @Test
    void an_address_that_leads_nowhere_says_so() {
        HttpResponse<String> page = gateway.page(gateway.url() + "/checkout/cks_unknown");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing to pay here");
    }
}

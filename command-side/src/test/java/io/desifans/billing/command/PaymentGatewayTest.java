package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.SettingRefused;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of the gateway, over real HTTP. */
class PaymentGatewayTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");

    private final GatewayServer server = new GatewayServer();
    private final PaymentGateway gateway = gateway(server.url(), GatewayServer.KEY);

    private static PaymentGateway gateway(URI url, String key) {
        return new PaymentGateway(new GatewayHttp(url, key, Duration.ofMillis(1)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String customer() {
        return gateway.customer(ID, "ravi+1@example.test", "Ravi");
    }

    @Test
    void a_customer_and_a_product_are_made_once_and_found_by_our_id() {
        assertThat(customer()).isEqualTo("cus_1").isEqualTo(customer());
        assertThat(gateway.product("one-time")).isEqualTo("pdt_2").isEqualTo(gateway.product("one-time"));
        assertThat(gateway.customer(new UUID(7, 7), "ravi+1@example.test", "Ravi"))
                .isEqualTo("cus_3");
        ObjectNode product = server.madeAt("/products").getFirst();
        assertThat(product.path("price").path("pay_what_you_want").asBoolean()).isTrue();
        assertThat(product.path("price").path("tax_inclusive").asBoolean()).isTrue();
        assertThat(product.path("price").path("currency").asString()).isEqualTo("INR");
    }

    @Test
    void an_answer_that_was_lost_makes_nothing_twice() {
        server.failures.add(500);
        server.answersLost.set(1);
        assertThat(customer()).isEqualTo("cus_1");
        assertThat(server.made).hasSize(1);
    }

    @Test
    void a_refund_is_made_once_for_each_id_of_ours_and_a_part_is_a_part_of_what_was_in_the_cart() {
        UUID other = new UUID(7, 7);
        server.answersLost.set(1);
        GatewayMessage.OfRefund part = gateway.refund(ID, ID, "pay_1", 900);
        assertThat(part.gatewayRefundId()).isEqualTo("ref_1");
        assertThat(part.status()).isEqualTo(GatewayRefundStatus.UNDER_WAY);
        assertThat(part.amount()).isEqualTo(900);
        assertThat(part.refundId()).isEqualTo(ID);
        assertThat(gateway.refund(ID, ID, "pay_1", 900)).isEqualTo(part);
        gateway.refund(ID, other, "pay_1", GatewayServer.PAID);
        assertThat(server.madeAt("/refunds")).hasSize(2);
        assertThat(server.madeAt("/refunds").getFirst().at("/items/0/item_id").asString())
                .isEqualTo("pdt_0");
        assertThat(server.madeAt("/refunds").getLast().has("items")).isFalse();
        assertThatThrownBy(() -> gateway.refund(ID, ID, "../customers", 1)).isInstanceOf(GatewayRefused.class);
    }

    @Test
    void a_checkout_asks_for_our_amount_and_bears_our_id() {
        var page = gateway.openCheckout(ID, "Sunrise", "pdt_1", "cus_1", 4900, "https://desifans.test/thanks");
        assertThat(page.url()).isEqualTo(server.url() + "/pay/" + page.sessionId());
        ObjectNode checkout = server.madeAt("/checkouts").getFirst();
        assertThat(checkout.path("product_cart").toString())
                .contains("\"product_id\":\"pdt_1\"", "\"amount\":4900", "\"quantity\":1");
        assertThat(checkout.path("metadata").path("transactionId").asString()).isEqualTo(ID.toString());
        assertThat(checkout.path("metadata").path("title").asString()).isEqualTo("Sunrise");
        assertThat(checkout.path("customer").path("customer_id").asString()).isEqualTo("cus_1");
        assertThat(checkout.path("return_url").asString()).isEqualTo("https://desifans.test/thanks");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503})
    void what_may_pass_is_tried_twice_more(int status) {
        server.failures.addAll(Collections.nCopies(2, status));
        gateway.openCheckout(ID, "Sunrise", "pdt_1", "cus_1", 1, null);
        assertThat(server.requests).hasSize(3);
        server.failures.addAll(Collections.nCopies(3, status));
        assertThatThrownBy(() -> gateway.openCheckout(ID, "Sunrise", "pdt_1", "cus_1", 1, null))
                .isInstanceOf(GatewayUnreachable.class);
        assertThat(server.requests).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void a_refusal_is_final(int status) {
        server.failures.add(status);
        assertThatThrownBy(() -> gateway.openCheckout(ID, "Sunrise", "pdt_1", "cus_1", 1, null))
                .isInstanceOfSatisfying(
                        GatewayRefused.class, e -> assertThat(e.code()).isEqualTo("FAILED_" + status));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void a_wrong_key_is_no_refusal_of_the_payment() {
        assertThatThrownBy(() -> gateway(server.url(), "other").product("one-time"))
                .isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void a_gateway_that_is_gone_is_unreachable() {
        server.close();
        assertThatThrownBy(() -> gateway.openCheckout(ID, "Sunrise", "pdt_1", "cus_1", 1, null))
                .isInstanceOf(GatewayUnreachable.class);
    }

    @Test
    void without_settings_there_is_none() {
        assertThat(new PaymentGateway(GatewayHttp.of("desifans.gateway", "", "key")).isSetUp())
                .isFalse();
        assertThat(new PaymentGateway(GatewayHttp.of("desifans.gateway", "https://live.dodopayments.com/", "key"))
                        .isSetUp())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "live.dodopayments.com, key, base-url",
        "ftp://live.dodopayments.com, key, base-url",
        "https:///, key, base-url",
        "https://a.test?x=1, key, base-url",
        "https://a.test, '', api-key",
        "https://a.test, 'a b', api-key"
    })
    void a_setting_of_another_form_is_refused(String baseUrl, String apiKey, String named) {
        assertThatThrownBy(() -> GatewayHttp.of("desifans.gateway", baseUrl, apiKey))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("desifans.gateway." + named);
    }
}

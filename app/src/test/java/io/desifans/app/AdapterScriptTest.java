package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayPayments;
import io.desifans.billing.command.GatewayProduct;
import io.desifans.billing.command.GatewayRefundStatus;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewayStatus;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.PaymentGateway;
import io.desifans.billing.command.PaymentGateway.CheckoutPage;
import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our adapter takes the steps that the script of the gateway's own SDK takes (gateway-simulator, sdk.mjs), against the same. */
class AdapterScriptTest extends EndToEndTest {

    private static final UUID PAYMENT = UUID.randomUUID();
    private static final long AMOUNT = 19900;

    @Autowired
    private PaymentGateway adapter;

    @Autowired
    private GatewayPayments payments;

    @Autowired
    private GatewaySubscriptions subscriptions;

    @Test
    void p2_a_sale_and_its_refund_by_the_adapter() {
        gateway();
        String customer = customer();
        String product = adapter.product(GatewayProduct.ONE_TIME);
        assertThat(product).startsWith("pdt_").isEqualTo(adapter.product(GatewayProduct.ONE_TIME));
        CheckoutPage page =
                adapter.openCheckout(PAYMENT, "A sunset", product, customer, AMOUNT, "http://localhost/back");
        assertThat(page.sessionId()).startsWith("cks_");
        assertThat(page.url()).endsWith("/checkout/" + page.sessionId());
        assertThat(payments.ofPage(page.sessionId())).isEmpty();

        pay(page);
        List<ReceiveWebhook> told = payments.ofPage(page.sessionId());
        assertThat(told).hasSize(1);
        String paid = ofPayment(told.getFirst()).gatewayPaymentId();
        var succeeded = new GatewayMessage.OfPayment(paid, GatewayStatus.SUCCEEDED, AMOUNT, "INR", null, null, PAYMENT);
        assertThat(ofPayment(told.getFirst())).isEqualTo(succeeded);
        assertThat(ofPayment(payments.payment(paid))).isEqualTo(succeeded);

        UUID refundId = UUID.randomUUID();
        GatewayMessage.OfRefund refund = adapter.refund(PAYMENT, refundId, paid, 900);
        assertThat(refund.gatewayRefundId()).startsWith("ref_");
        assertThat(refund.status()).isEqualTo(GatewayRefundStatus.UNDER_WAY);
        assertThat(adapter.refund(PAYMENT, refundId, paid, 900)).isEqualTo(refund);
        gateway().advance(10);
        var asked = new RefundRequested(PAYMENT, "ravi", refundId, paid, 900, RefundCause.ADMIN);
        assertThat(payments.refund(asked).map(answer -> GatewayMessage.of(answer.body())))
                .contains(new GatewayMessage.OfRefund(
                        refund.gatewayRefundId(), paid, GatewayRefundStatus.SUCCEEDED, 900, "INR", refundId, PAYMENT));
    }

    @Test
    void p2_what_recurs_is_charged_paused_and_ended_by_the_adapter() {
        gateway();
        UUID transactionId = UUID.randomUUID();
        var months = new PaymentInitiated(
                transactionId,
                "ravi",
                "asha",
                PaymentType.MEMBERSHIP,
                UUID.randomUUID(),
                "Gold",
                1,
                AMOUNT,
                1990,
                17910,
                null);
        String product = adapter.recurringProduct(GatewayProduct.recurring(months), months);
        assertThat(adapter.recurringProduct(GatewayProduct.recurring(months), months))
                .isEqualTo(product);
        CheckoutPage page = adapter.openCheckout(transactionId, "Gold", product, customer(), AMOUNT, null);
        pay(page);
        List<ReceiveWebhook> told = payments.ofPage(page.sessionId());
        assertThat(told).hasSize(2);
        String id = ((GatewayMessage.OfSubscription)
                        GatewayMessage.of(told.getLast().body()))
                .gatewaySubscriptionId();
        assertThat(id).startsWith("sub_");
        GatewaySubscriptions.Seen seen = subscriptions.pull(id);
        assertThat(seen.status()).isEqualTo(SubscriptionStatus.ACTIVE);
        assertThat(seen.gatewayProductId()).isEqualTo(product);
        assertThat(seen.transactionId()).isEqualTo(transactionId);

        gateway().advance(Duration.ofDays(31).toSeconds());
        List<String> charges = payments.chargesOf(id);
        assertThat(charges).hasSize(2);
        assertThat(ofPayment(payments.payment(charges.getLast())).renewalOf()).isEqualTo(id);
        for (RenewalChange change :
                List.of(RenewalChange.PAUSE, RenewalChange.RESUME, RenewalChange.CANCEL_AT_PERIOD_END))
            assertThat(subscriptions.change(id, change).isAfter(change))
                    .as(change.label())
                    .isTrue();
        gateway().advance(Duration.ofDays(31).toSeconds());
        assertThat(subscriptions.pull(id).status()).isEqualTo(SubscriptionStatus.CANCELLED);
    }

    @Test
    void p2_what_the_gateway_refuses_is_told_from_what_it_cannot_do_now() {
        gateway();
        assertThatThrownBy(() -> payments.payment("pay_unknown")).isInstanceOf(GatewayRefused.class);
        assertThatThrownBy(() -> subscriptions.pull("sub_unknown")).isInstanceOf(GatewayRefused.class);
        String product = adapter.product(GatewayProduct.ONE_TIME);
        assertThatThrownBy(() -> adapter.openCheckout(UUID.randomUUID(), null, product, customer(), 0, null))
                .isInstanceOf(GatewayRefused.class);
    }

    private String customer() {
        UUID id = UUID.randomUUID();
        String email = id + "@example.test";
        String customer = adapter.customer(id, email, "Vikram");
        assertThat(customer).startsWith("cus_").isEqualTo(adapter.customer(id, email, "Vikram"));
        return customer;
    }

    private void pay(CheckoutPage page) {
        JsonNode checkout = JsonMapper.shared().valueToTree(Map.of("paymentUrl", page.url()));
        assertThat(gateway().pay(checkout, Gateway.CARD).get("status").asString())
                .isEqualTo("succeeded");
    }

    private static GatewayMessage.OfPayment ofPayment(ReceiveWebhook told) {
        return (GatewayMessage.OfPayment) GatewayMessage.of(told.body());
    }
}

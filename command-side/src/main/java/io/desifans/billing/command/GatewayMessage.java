package io.desifans.billing.command;

import io.desifans.billing.DisputeOutcome;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the body of a webhook says. Unknown fields are let pass. */
public sealed interface GatewayMessage {

    /**
     * How a payment of the gateway stands, which its status tells and never the type of the message.
     *
     * @param amount in the currency's smallest unit
     * @param renewalOf the gateway's subscription that was charged without a person; null where a person paid
     * @param transactionId ours, as we gave it to the checkout; null if there is none
     */
    record OfPayment(
            String gatewayPaymentId,
            GatewayStatus status,
            long amount,
            String currency,
            @Nullable String errorCode,
            @Nullable String renewalOf,
            @Nullable UUID transactionId)
            implements GatewayMessage {}

    /**
     * How a refund of the gateway stands.
     *
     * @param amount in the currency's smallest unit
     * @param refundId ours, as we gave it to the refund, as is {@code transactionId}; null if it was made there by hand
     */
    record OfRefund(
            String gatewayRefundId,
            String gatewayPaymentId,
            GatewayRefundStatus status,
            long amount,
            String currency,
            @Nullable UUID refundId,
            @Nullable UUID transactionId)
            implements GatewayMessage {}
    /** Something has become of a subscription of the gateway: how it stands is to be asked, messages may be late. */
    record OfSubscription(String gatewaySubscriptionId) implements GatewayMessage {}

    /**
     * How a dispute stands.
     *
     * @param amount a text, whose unit the gateway does not tell; empty where it is no line of text
     */
    record OfDispute(
            String gatewayDisputeId, String gatewayPaymentId, DisputeOutcome outcome, String amount, String currency)
            implements GatewayMessage {}

    /** @param reason why nothing follows from it */
    record Ignored(String reason) implements GatewayMessage {}

    JsonMapper JSON = JsonMapper.shared();
    long GREATEST = (1L << 53) - 1;
    Set<String> PAYMENTS = Set.of("payment.succeeded", "payment.failed", "payment.processing", "payment.cancelled");
    Set<String> REFUNDS = Set.of("refund.succeeded", "refund.failed");

    static GatewayMessage of(String body) {
        try {
            return of(JSON.readTree(body));
        } catch (JacksonException e) {
            return new Ignored("malformed");
        }
    }

    private static GatewayMessage of(JsonNode message) {
        String type = message.path("type").asString("");
        if (type.isEmpty()) return new Ignored("malformed");
        if (PAYMENTS.contains(type)) return payment(message.path("data"));
        if (type.startsWith("dispute.")) return dispute(message.path("data"));
        if (REFUNDS.contains(type)) return refund(message.path("data"));
        if (type.startsWith("subscription.")) return subscription(message.path("data"));
        boolean later = type.startsWith("refund.");
        return new Ignored(later ? "not_handled" : "unknown_type");
    }

    private static GatewayMessage payment(JsonNode data) {
        String id = text(data, "payment_id");
        String currency = text(data, "currency");
        JsonNode amount = data.path("total_amount");
        boolean whole = amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() >= 0
                && amount.longValue() <= GREATEST;
        if (id == null || currency == null || !whole) return new Ignored("malformed");
        if (amount.longValue() == 0 && data.path("is_update_payment_method").asBoolean(false))
            return new Ignored("payment_method");
        Optional<GatewayStatus> status = GatewayStatus.of(data.path("status").asString(""));
        if (status.isEmpty()) return new Ignored("unknown_status");
        return new OfPayment(
                id,
                status.get(),
                amount.longValue(),
                currency,
                text(data, "error_code"),
                renewalOf(data),
                ours(data, "transactionId"));
    }

    private static GatewayMessage dispute(JsonNode data) {
        String id = text(data, "dispute_id");
        String paymentId = text(data, "payment_id");
        if (id == null || paymentId == null) return new Ignored("malformed");
        String status = data.path("dispute_status").asString("");
        return Stream.of(DisputeOutcome.values())
                .filter(outcome -> status.equals("dispute_" + outcome.label()))
                .findFirst()
                .<GatewayMessage>map(outcome -> new OfDispute(
                        id,
                        paymentId,
                        outcome,
                        Objects.requireNonNullElse(text(data, "amount"), ""),
                        Objects.requireNonNullElse(text(data, "currency"), "")))
                .orElseGet(() -> new Ignored("unknown_status"));
    }

    /** Also of what the gateway answers. */
    static GatewayMessage refund(JsonNode data) {
        String id = text(data, "refund_id");
        String paymentId = text(data, "payment_id");
        String currency = text(data, "currency");
        JsonNode amount = data.path("amount");
        boolean whole = amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() > 0
                && amount.longValue() <= Integer.MAX_VALUE;
        if (id == null || paymentId == null || currency == null || !whole) return new Ignored("malformed");
        Optional<GatewayRefundStatus> status =
                GatewayRefundStatus.of(data.path("status").asString(""));
        if (status.isEmpty()) return new Ignored("unknown_status");
        return new OfRefund(
                id,
                paymentId,
                status.get(),
                amount.longValue(),
                currency,
                ours(data, "refundId"),
                ours(data, "transactionId"));
    }

    private static GatewayMessage subscription(JsonNode data) {
        String id = text(data, "subscription_id");
        return id == null ? new Ignored("malformed") : new OfSubscription(id);
    }

    /** A payment that a person made bears the session in which it was made, a renewal bears none. */
    private static @Nullable String renewalOf(JsonNode data) {
        return data.path("checkout_session_id").isString() ? null : text(data, "subscription_id");
    }

    /** Visible text of 1 to 255 characters. */
    private static @Nullable String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isString()) return null;
        String text = value.stringValue();
        return text.matches("[!-~][ -~]{0,254}") ? text : null;
    }

    static @Nullable UUID ours(JsonNode data, String name) {
        String text = data.path("metadata").path(name).asString("");
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package io.desifans.gateway;

import io.desifans.gateway.Charge.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pay a checkout, or a subscription that was begun with it; in rupees as a rule.
 *
 * @param paise what is taken, in the smallest unit of {@code currency}: what the checkout says, unless chaos wills otherwise
 * @param charge null for what is paid once
 */
record Payment(
        String paymentId,
        Checkout checkout,
        String checkoutUrl,
        Means means,
        PaymentStatus status,
        long paise,
        String currency,
        @Nullable Charge charge,
        Instant createdAt,
        Instant updatedAt) {

    private record CartItem(String productId, int quantity) {}

    Payment settled(Instant now) {
        return new Payment(
                paymentId, checkout, checkoutUrl, means, means.outcome, paise, currency, charge, createdAt, now);
    }

    /** The same once more, under another id. */
    Payment again(String id, PaymentStatus status, Instant now) {
        return new Payment(id, checkout, checkoutUrl, means, status, paise, currency, charge, now, now);
    }

    /** As the API and the webhooks show it: no tax is added to an amount, and no fee is kept back. */
    Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("payment_id", paymentId);
        shown.put("business_id", checkout.customer().businessId());
        shown.put("brand_id", checkout.customer().businessId());
        shown.put("checkout_session_id", isOfPage() ? checkout.sessionId() : null);
        shown.put("status", status);
        shown.put("total_amount", paise);
        shown.put("currency", currency);
        shown.put("tax", 0);
        shown.put("settlement_amount", paise);
        shown.put("settlement_currency", currency);
        shown.put("settlement_tax", 0);
        shown.put("metadata", checkout.metadata());
        shown.put("customer", checkout.customer().limited());
        shown.put("billing", Map.of("country", "IN"));
        shown.put("product_cart", cart());
        shown.put("payment_link", isOfPage() ? checkoutUrl : null);
        shown.put("created_at", createdAt);
        shown.put("updated_at", updatedAt);
        putMeans(shown);
        putSubscription(shown);
        putWhatIsNotSimulated(shown);
        return shown;
    }

    private List<CartItem> cart() {
        return checkout.lines().stream()
                .map(line -> new CartItem(line.productId(), line.quantity()))
                .toList();
    }

    private void putMeans(Map<String, @Nullable Object> shown) {
        boolean card = means.isCard();
        shown.put("payment_method", means == Means.NONE ? null : means.method);
        shown.put("payment_method_type", means.type);
        shown.put("card_network", card ? means.type : null);
        shown.put("card_last_four", card ? means.account.substring(means.account.length() - 4) : null);
        shown.put("card_issuing_country", means.country);
        shown.put("card_type", card ? "CREDIT" : null);
        boolean failed = status == PaymentStatus.FAILED;
        shown.put("error_code", failed ? (card ? "CARD_DECLINED" : "UPI_DECLINED") : null);
        shown.put("error_message", failed ? "The payment was declined." : null);
    }

    private void putSubscription(Map<String, @Nullable Object> shown) {
        shown.put("subscription_id", charge == null ? null : charge.subscriptionId());
        shown.put("subscription_ids", charge == null ? List.of() : List.of(charge.subscriptionId()));
        shown.put("is_multi_subscription", false);
        shown.put("is_update_payment_method", charge != null && charge.reason() == Reason.CHANGE_METHOD);
        shown.put("retry_attempt", charge == null ? 0 : charge.attempt());
    }

    /** Whether a person made it on a page. */
    boolean isHosted() {
        return charge == null || charge.reason() != Reason.RENEW;
    }

    /** Whether it was made in the checkout that the merchant opened, and not charged afterwards. */
    private boolean isOfPage() {
        return charge == null || charge.reason() == Reason.BEGIN;
    }

    private static void putWhatIsNotSimulated(Map<String, @Nullable Object> shown) {
        shown.put("payment_provider", "dodo");
        shown.put("digital_products_delivered", false);
        shown.put("has_license_key", false);
        shown.put("refunds", List.of());
        shown.put("refund_status", null);
        shown.put("disputes", List.of());
    }
}

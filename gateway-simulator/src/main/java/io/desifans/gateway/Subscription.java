package io.desifans.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person has agreed to be charged for again and again; all of it is read and changed under the lock of {@link Billing}. */
final class Subscription {

    final String id;
    final Checkout checkout;
    final Instant createdAt;
    Plan plan;
    Means means;
    Map<String, Object> metadata;
    SubscriptionStatus status = SubscriptionStatus.PENDING;
    boolean cancelAtNextBillingDate;

    @Nullable
    Instant cancelledAt;

    @Nullable
    Instant pausedAt;

    /** Tries that failed since the last one that did not. */
    int failures;

    /** How many of the next charges a test has declined. */
    int toDecline;

    /** Counts what was planned for it, so that what was planned before is left aside. */
    long turn;

    private Instant anchor;
    private int cycles = 1;
    private Instant expiresAt;
    private Instant previousBillingDate;

    Subscription(String id, Checkout checkout, Plan plan, Means means, Instant now) {
        this.id = id;
        this.checkout = checkout;
        this.plan = plan;
        this.means = means;
        this.metadata = checkout.metadata();
        this.createdAt = now;
        this.anchor = now;
        this.previousBillingDate = now;
        this.expiresAt = later(now, plan.lastsMonths());
    }

    /** It is paid for from now on. */
    void beginAt(Instant now) {
        anchor = now;
        cycles = 1;
        previousBillingDate = now;
    }

    /** What was due is paid. */
    void renewed() {
        previousBillingDate = nextBillingDate();
        cycles++;
    }

    /** Billing has rested for longer than a period: it is due at once, and counted from now. */
    void resumeAt(Instant now) {
        if (nextBillingDate().isBefore(now)) {
            anchor = now;
            cycles = 0;
        }
    }

    /** Counted from the beginning, so that a 31st comes back after a shorter month. */
    Instant nextBillingDate() {
        return later(anchor, Math.multiplyExact(cycles, plan.everyMonths()));
    }

    Instant expiresAt() {
        return expiresAt;
    }

    private static Instant later(Instant from, int months) {
        return from.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** What is sold with each charge. */
    Checkout sale() {
        var line = new Checkout.Line(plan.productId(), plan.name(), 1, plan.amountPaise(), plan);
        return new Checkout(
                checkout.sessionId(), checkout.customer(), List.of(line), metadata, null, null, createdAt, null, null);
    }

    /** As the API and the webhooks show it. */
    Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("subscription_id", id);
        shown.put("brand_id", checkout.customer().businessId());
        shown.put("status", status);
        shown.put("product_id", plan.productId());
        shown.put("product_name", plan.name());
        shown.put("quantity", 1);
        shown.put("recurring_pre_tax_amount", plan.amountPaise());
        shown.put("currency", "INR");
        shown.put("tax_inclusive", true);
        shown.put("payment_frequency_count", plan.everyMonths());
        shown.put("payment_frequency_interval", "Month");
        shown.put("subscription_period_count", plan.lastsMonths());
        shown.put("subscription_period_interval", "Month");
        shown.put("created_at", createdAt);
        shown.put("previous_billing_date", previousBillingDate);
        shown.put("next_billing_date", nextBillingDate());
        shown.put("expires_at", expiresAt);
        shown.put("cancel_at_next_billing_date", cancelAtNextBillingDate);
        shown.put("cancelled_at", cancelledAt);
        shown.put("paused_at", pausedAt);
        shown.put("customer", checkout.customer().limited());
        shown.put("billing", Map.of("country", "IN"));
        shown.put("metadata", metadata);
        shown.put("has_payment_method", status != SubscriptionStatus.FAILED);
        putWhatIsNotSimulated(shown);
        return shown;
    }

    private static void putWhatIsNotSimulated(Map<String, @Nullable Object> shown) {
        shown.put("on_demand", false);
        shown.put("trial_period_days", 0);
        shown.put("addons", List.of());
        shown.put("meters", List.of());
        shown.put("discounts", List.of());
        shown.put("credit_entitlement_cart", List.of());
        shown.put("meter_credit_entitlement_cart", List.of());
        shown.put("scheduled_change", null);
    }
}

package io.desifans.gateway;

import io.desifans.gateway.Charge.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Begins subscriptions with their first payment and charges them as the simulated time goes. */
final class Billing {

    /** From one try to the next; after the last the subscription is on hold. */
    static final List<Duration> RETRIES = List.of(Duration.ofDays(1), Duration.ofDays(3));

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Webhooks webhooks;
    private final Till till;
    private final Shelf<Subscription> subscriptions = new Shelf<>("Subscription");

    Billing(SimulatedClock clock, Agenda agenda, Webhooks webhooks, Till till) {
        this.clock = clock;
        this.agenda = agenda;
        this.webhooks = webhooks;
        this.till = till;
        till.whenSettled(this::paid);
    }

    synchronized Map<String, @Nullable Object> get(String id) {
        return subscriptions.get(id).shown();
    }

    synchronized List<Map<String, @Nullable Object>> all(Predicate<Subscription> wanted) {
        return subscriptions.all(wanted).stream().map(Subscription::shown).toList();
    }

    /** @return as it is afterwards */
    synchronized Map<String, @Nullable Object> change(String id, Consumer<Subscription> change) {
        Subscription subscription = subscriptions.get(id);
        change.accept(subscription);
        return subscription.shown();
    }

    private synchronized void paid(Payment payment) {
        Charge charge = payment.charge();
        if (charge == null) return;
        if (charge.reason() == Reason.BEGIN
                && subscriptions
                        .newest(s -> s.id.equals(charge.subscriptionId()))
                        .isEmpty()) subscriptions.put(charge.subscriptionId(), begun(charge, payment));
        Subscription subscription = subscriptions.get(charge.subscriptionId());
        switch (payment.status()) {
            case PROCESSING -> {}
            case SUCCEEDED -> succeeded(subscription, charge, payment);
            case FAILED, CANCELLED -> failed(subscription, charge);
        }
    }

    private Subscription begun(Charge charge, Payment payment) {
        Checkout checkout = payment.checkout();
        Plan plan = Objects.requireNonNull(checkout.plan());
        return new Subscription(charge.subscriptionId(), checkout, plan, payment.means(), clock.instant());
    }

    private void succeeded(Subscription subscription, Charge charge, Payment payment) {
        if (subscription.status.isEnded()) return;
        switch (charge.reason()) {
            case BEGIN -> {
                subscription.beginAt(clock.instant());
                agenda.in(until(subscription.expiresAt()), () -> expire(subscription));
                activate("active", subscription);
            }
            case RENEW -> {
                subscription.renewed();
                activate("renewed", subscription);
            }
            case CHANGE_METHOD -> {
                subscription.means = payment.means();
                tell("update_payment_method", subscription);
                if (subscription.status.isBehind()) {
                    subscription.beginAt(clock.instant());
                    activate("active", subscription);
                }
            }
        }
    }

    private void activate(String told, Subscription subscription) {
        subscription.failures = 0;
        subscription.status = SubscriptionStatus.ACTIVE;
        planCharge(subscription, subscription.nextBillingDate());
        tell(told, subscription);
    }

    private void failed(Subscription subscription, Charge charge) {
        switch (charge.reason()) {
            case CHANGE_METHOD -> {}
            case BEGIN -> {
                subscription.status = SubscriptionStatus.FAILED;
                tell("failed", subscription);
            }
            case RENEW -> {
                subscription.failures++;
                if (subscription.failures > RETRIES.size()) {
                    subscription.status = SubscriptionStatus.ON_HOLD;
                    tell("on_hold", subscription);
                } else {
                    boolean first = subscription.status != SubscriptionStatus.PAST_DUE;
                    subscription.status = SubscriptionStatus.PAST_DUE;
                    planCharge(subscription, clock.instant().plus(RETRIES.get(subscription.failures - 1)));
                    if (first) tell("past_due", subscription);
                }
            }
        }
    }

    /** What was planned before is left aside. */
    void planCharge(Subscription subscription, Instant at) {
        long turn = ++subscription.turn;
        agenda.in(until(at), () -> due(subscription, turn));
    }

    private Duration until(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private synchronized void due(Subscription subscription, long turn) {
        if (turn != subscription.turn || subscription.status.isEnded()) return;
        if (subscription.cancelAtNextBillingDate) cancel(subscription);
        else if (!clock.instant().isBefore(subscription.expiresAt())) expire(subscription);
        else charge(subscription);
    }

    private void charge(Subscription subscription) {
        boolean declined = subscription.toDecline > 0;
        if (declined) subscription.toDecline--;
        till.charge(subscription, new Charge(subscription.id, Reason.RENEW, subscription.failures), declined);
    }

    void cancel(Subscription subscription) {
        subscription.status = SubscriptionStatus.CANCELLED;
        subscription.cancelledAt = clock.instant();
        subscription.turn++;
        tell("cancelled", subscription);
    }

    private synchronized void expire(Subscription subscription) {
        if (subscription.status.isEnded()) return;
        subscription.status = SubscriptionStatus.EXPIRED;
        subscription.turn++;
        tell("expired", subscription);
    }

    void tell(String what, Subscription subscription) {
        webhooks.tell(
                "subscription." + what,
                subscription.checkout.customer().businessId(),
                "Subscription",
                subscription.id,
                () -> get(subscription.id));
    }
}

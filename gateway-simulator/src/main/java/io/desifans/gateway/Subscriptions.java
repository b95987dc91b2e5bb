package io.desifans.gateway;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code /subscriptions}, and what tests do to them. */
final class Subscriptions {

    private static final int MOST_DECLINED = 100;

    private record Fields(
            @Nullable String status,
            @Nullable Boolean cancelAtNextBillingDate,
            @Nullable Boolean pause,
            @Nullable Map<String, @Nullable Object> metadata) {

        /** Pausing and resuming go alone. */
        boolean isStatusAlone() {
            return cancelAtNextBillingDate == null && metadata == null;
        }
    }

    private record MethodFields(
            @Nullable String type, @Nullable String returnUrl) {}

    private record MethodLink(@Nullable String paymentId, String paymentLink) {}

    private record Declined(@Nullable Integer times) {}

    private record OtherPlan(@Nullable String productId) {}

    private final Clock clock;
    private final Products products;
    private final Till till;
    private final Billing billing;

    Subscriptions(Clock clock, Products products, Till till, Billing billing) {
        this.clock = clock;
        this.products = products;
        this.till = till;
        this.billing = billing;
    }

    ServerResponse list(ServerRequest request) {
        return Json.answer(Page.of(request).of(billing.all(wanted(request)), shown -> shown));
    }

    ServerResponse get(ServerRequest request) {
        return Json.answer(billing.get(request.pathVariable("id")));
    }

    ServerResponse change(ServerRequest request) {
        Fields fields = Json.read(request, Fields.class);
        if (fields.pause != null) throw Refused.unprocessable("pause was removed: send status paused or active.");
        return Json.answer(billing.change(request.pathVariable("id"), subscription -> change(subscription, fields)));
    }

    /** Answers a page; whoever is behind with a payment pays it there. */
    ServerResponse changeMethod(ServerRequest request) {
        MethodFields fields = Json.read(request, MethodFields.class);
        if (!Json.required("type", fields.type).equals("new")) throw Refused.unprocessable("type must be new here.");
        URI returnUrl = WebAddress.of("return_url", fields.returnUrl);
        String sessionId = Ids.next("cks_");
        billing.change(request.pathVariable("id"), subscription -> {
            refuseEnded(subscription);
            till.open(methodPage(sessionId, subscription, returnUrl));
        });
        return Json.answer(new MethodLink(null, till.url(sessionId)));
    }

    private Checkout methodPage(String sessionId, Subscription subscription, @Nullable URI returnUrl) {
        Plan plan = subscription.plan;
        var line = new Checkout.Line(
                plan.productId(), plan.name(), 1, subscription.status.isBehind() ? plan.amountPaise() : 0, null);
        return new Checkout(
                sessionId,
                subscription.checkout.customer(),
                List.of(line),
                subscription.metadata,
                returnUrl,
                null,
                clock.instant(),
                subscription.id,
                null);
    }

    private void change(Subscription subscription, Fields fields) {
        refuseEnded(subscription);
        if (fields.status != null && !fields.status.equals("cancelled") && !fields.isStatusAlone())
            throw Refused.unprocessable("Pausing and resuming go alone.");
        if (fields.cancelAtNextBillingDate != null)
            subscription.cancelAtNextBillingDate = fields.cancelAtNextBillingDate;
        if (fields.metadata != null) subscription.metadata = Json.metadata(fields.metadata);
        if (fields.status == null) billing.tell("updated", subscription);
        else change(subscription, fields.status);
    }

    private void change(Subscription subscription, String status) {
        switch (status) {
            case "cancelled" -> billing.cancel(subscription);
            case "paused" -> {
                if (subscription.status != SubscriptionStatus.ACTIVE)
                    throw Refused.unprocessable("Only an active subscription is paused.");
                subscription.status = SubscriptionStatus.PAUSED;
                subscription.pausedAt = clock.instant();
                subscription.turn++;
                billing.tell("paused", subscription);
            }
            case "active" -> {
                if (subscription.status != SubscriptionStatus.PAUSED)
                    throw Refused.unprocessable("Only a paused subscription is resumed.");
                subscription.status = SubscriptionStatus.ACTIVE;
                subscription.pausedAt = null;
                subscription.resumeAt(clock.instant());
                billing.planCharge(subscription, subscription.nextBillingDate());
                billing.tell("unpaused", subscription);
            }
            default -> throw Refused.unprocessable("status must be paused, active or cancelled.");
        }
    }

    private static void refuseEnded(Subscription subscription) {
        if (subscription.status.isEnded())
            throw Refused.unprocessable("The subscription is " + subscription.status.label() + ".");
    }

    /** {@code POST /test/subscriptions/{id}/decline}: so many of the next charges fail. */
    ServerResponse decline(ServerRequest request) {
        int times = Json.required("times", Json.read(request, Declined.class).times);
        if (times < 0 || times > MOST_DECLINED)
            throw Refused.unprocessable("times must be 0 to " + MOST_DECLINED + ".");
        return Json.answer(billing.change(request.pathVariable("id"), subscription -> subscription.toDecline = times));
    }

    /** {@code POST /test/subscriptions/{id}/plan}: another product from the next charge on. */
    ServerResponse changePlan(ServerRequest request) {
        Product product = products.get(Json.required("product_id", Json.read(request, OtherPlan.class).productId));
        Plan plan = product.plan();
        if (plan == null) throw Refused.unprocessable("The product does not recur.");
        return Json.answer(billing.change(request.pathVariable("id"), subscription -> {
            refuseEnded(subscription);
            subscription.plan = plan;
            billing.planCharge(subscription, subscription.nextBillingDate());
            billing.tell("plan_changed", subscription);
        }));
    }

    private static Predicate<Subscription> wanted(ServerRequest request) {
        String customer = request.param("customer_id").orElse(null);
        String status = request.param("status").orElse(null);
        String product = request.param("product_id").orElse(null);
        return subscription -> (customer == null
                        || customer.equals(subscription.checkout.customer().customerId()))
                && (status == null || status.equals(subscription.status.label()))
                && (product == null || product.equals(subscription.plan.productId()));
    }
}

package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fan's time with a tier (table {@code subscriptions}); one per fan and tier, each payment adds to it. */
public sealed interface SubscriptionEvent extends Event {

    UUID subscriptionId();

    /**
     * A payment adds months. They follow what is left, or begin anew after a gap.
     *
     * @param customerId the fan as the gateway's customer
     * @param anchor when the unbroken chain of months began; its end is counted from here, so that it never drifts
     * @param periodStart UTC; when the chain began
     * @param periodEnd UTC; access ends here
     * @param firstGrant whether this fan never had time with this tier before
     */
    record GrantAdded(
            UUID subscriptionId,
            UUID customerId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            UUID transactionId,
            int months,
            Instant anchor,
            Instant periodStart,
            Instant periodEnd,
            boolean firstGrant)
            implements SubscriptionEvent {}

    /**
     * The payment stays after all, and its months with it.
     *
     * @param paidAt UTC
     * @param firstGrant whether no months that are left were paid for before
     * @param periodStart UTC; when the chain that they belong to began
     * @param periodEnd UTC; access ends here
     */
    record GrantRestored(
            UUID subscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            UUID transactionId,
            Instant paidAt,
            boolean firstGrant,
            Instant periodStart,
            Instant periodEnd)
            implements SubscriptionEvent {}

    /**
     * A payment went back, and its months with it; what is left is counted again.
     *
     * @param periodStart UTC; when the chain that is left began
     * @param periodEnd UTC; access ends here, perhaps long ago
     */
    record GrantRemoved(
            UUID subscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            UUID transactionId,
            Instant periodStart,
            Instant periodEnd)
            implements SubscriptionEvent {}

    /**
     * How the gateway's own subscription, which pays for this one again and again, was found to stand.
     *
     * @param transactionId the payment with which it was begun
     * @param cancelsAtPeriodEnd whether it is charged no more
     * @param nextBillingAt UTC; null if the gateway does not say
     */
    record GatewaySubscriptionObserved(
            UUID subscriptionId,
            String gatewaySubscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            UUID transactionId,
            SubscriptionStatus gatewayStatus,
            boolean cancelsAtPeriodEnd,
            @Nullable Instant nextBillingAt)
            implements SubscriptionEvent {}

    /** The time that is paid for stays as it is. */
    record SubscriptionStatusChanged(
            UUID subscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            SubscriptionStatus status)
            implements SubscriptionEvent {}

    /** The gateway is to be asked; how it stands then is observed. */
    record RenewalChangeRequested(
            UUID subscriptionId,
            UUID requestId,
            String gatewaySubscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            RenewalChange change)
            implements SubscriptionEvent {}

    /**
     * The gateway has been asked.
     *
     * @param refusal the gateway's word for why it did not do it; null if it did
     */
    record RenewalChangeAnswered(
            UUID subscriptionId,
            UUID requestId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            RenewalChange change,
            @Nullable String refusal)
            implements SubscriptionEvent {}

    /**
     * The time that was paid for is over, and nothing renews it.
     *
     * @param periodEnd UTC
     * @param status cancelled if somebody has ended it, else expired
     */
    record SubscriptionExpired(
            UUID subscriptionId,
            @Person String userId,
            @Person String creatorId,
            UUID membershipId,
            Instant periodEnd,
            SubscriptionStatus status)
            implements SubscriptionEvent {}
}

package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.time.Instant;
import java.util.UUID;

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
}

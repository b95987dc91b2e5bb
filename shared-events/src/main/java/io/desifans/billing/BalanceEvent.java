package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a creator has earned and what of it goes into payouts. */
public sealed interface BalanceEvent extends Event {

    String creatorId();

    /** @param availableAt UTC; from here on it can go into a payout */
    record EarningCredited(
            @Person String creatorId,
            UUID transactionId,
            long grossPaise,
            long feePaise,
            long netPaise,
            Instant completedAt,
            Instant availableAt)
            implements BalanceEvent {}

    /** It stays out of payouts, because the payment has to go back. */
    record EarningHeld(@Person String creatorId, UUID transactionId) implements BalanceEvent {}

    /**
     * @param periodStart UTC; descriptive: which earnings there are is told by the items
     * @param part of {@code parts}, from 1; more than one only where a sum would be over what a row can hold
     */
    record PayoutAllocated(
            @Person String creatorId,
            UUID payoutId,
            PayoutOrigin origin,
            List<AllocatedItem> items,
            long grossPaise,
            long feePaise,
            long netPaise,
            Instant periodStart,
            Instant periodEnd,
            int part,
            int parts)
            implements BalanceEvent {}

    record PayoutAllocationSettled(@Person String creatorId, UUID payoutId) implements BalanceEvent {}

    record PayoutAllocationReleased(@Person String creatorId, UUID payoutId, ReleaseCause cause)
            implements BalanceEvent {}
}

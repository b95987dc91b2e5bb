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

    /** A part of it went back, before it went into a payout. All amounts are what is taken off. */
    record EarningReduced(
            @Person String creatorId,
            UUID transactionId,
            UUID adjustmentId,
            long grossPaise,
            long feePaise,
            long netPaise,
            DebitCause cause)
            implements BalanceEvent {}

    /** A part of it went back after it had gone into a payout: {@code netPaise} is a debt, taken off the next payouts. */
    record DebitRecorded(
            @Person String creatorId,
            UUID transactionId,
            UUID adjustmentId,
            long grossPaise,
            long feePaise,
            long netPaise,
            DebitCause cause)
            implements BalanceEvent {}

    /** It stays out of payouts, because the payment has to go back. */
    record EarningHeld(@Person String creatorId, UUID transactionId) implements BalanceEvent {}

    /**
     * What the items come to, less {@code netPaise}, is debt that is paid off by it.
     *
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

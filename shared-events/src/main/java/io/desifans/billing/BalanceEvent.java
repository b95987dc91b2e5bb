package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Revision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /**
     * What was taken off for a dispute comes back: it is a debt no more, or comes on top of the next payout.
     *
     * @param replacedBy the refund that takes its place, null if the dispute was won
     */
    record DebitReversed(
            @Person String creatorId,
            UUID transactionId,
            UUID adjustmentId,
            @Nullable UUID replacedBy,
            long grossPaise,
            long feePaise,
            long netPaise)
            implements BalanceEvent {}

    /**
     * An admin has put something right; why, stands in the envelope.
     *
     * @param amountPaise above 0 it comes on top of the next payouts, below 0 it is a debt; never 0
     */
    record BalanceCorrected(@Person String creatorId, UUID correctionId, long amountPaise) implements BalanceEvent {}

    /** It is not held for this dispute any more. */
    record EarningReleased(@Person String creatorId, UUID transactionId, UUID adjustmentId) implements BalanceEvent {}

    /**
     * It stays out of payouts, because the payment has to go back.
     *
     * @param adjustmentId the dispute until whose end it does; null if it does for good
     */
    @Revision("2")
    record EarningHeld(
            @Person String creatorId,
            UUID transactionId,
            @Nullable UUID adjustmentId) implements BalanceEvent {

        public EarningHeld(String creatorId, UUID transactionId) {
            this(creatorId, transactionId, null);
        }
    }

    /**
     * What the items come to, less {@code netPaise}, is debt that is paid off by it.
     *
     * @param periodStart UTC; descriptive: which earnings there are is told by the items
     * @param part of {@code parts}, from 1; more than one only where a sum would be over what a row can hold
     * @param overriddenThresholdPaise what should have been reached and was not, so that an admin had to decide; why, stands in
     *     the envelope. Null if it was reached
     */
    @Revision("2")
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
            int parts,
            @Nullable Long overriddenThresholdPaise)
            implements BalanceEvent {

        /** One that reaches the threshold. */
        public PayoutAllocated(
                String creatorId,
                UUID payoutId,
                PayoutOrigin origin,
                List<AllocatedItem> items,
                long grossPaise,
                long feePaise,
                long netPaise,
                Instant periodStart,
                Instant periodEnd,
                int part,
                int parts) {
            this(
                    creatorId,
                    payoutId,
                    origin,
                    items,
                    grossPaise,
                    feePaise,
                    netPaise,
                    periodStart,
                    periodEnd,
                    part,
                    parts,
                    null);
        }
    }

    /** From now on the creator is paid out without asking, or is not any more. */
    record PayoutScheduleChosen(@Person String creatorId, PayoutSchedule schedule) implements BalanceEvent {}

    /**
     * It was time, and there was nothing to be paid out, or nowhere to pay it to.
     *
     * @param dueAt UTC; the time of the schedule
     * @param reason the code that the creator's own request would get
     */
    record ScheduledPayoutSkipped(@Person String creatorId, Instant dueAt, String reason) implements BalanceEvent {}

    record PayoutAllocationSettled(@Person String creatorId, UUID payoutId) implements BalanceEvent {}

    /**
     * What was in a payout can go into another one.
     *
     * @param items what comes back of one that was settled; null of one that was not
     * @param offsetPaise the debt that was paid off by one that was settled; null of one that was not
     */
    @Revision("2")
    record PayoutAllocationReleased(
            @Person String creatorId,
            UUID payoutId,
            ReleaseCause cause,
            @Nullable List<AllocatedItem> items,
            @Nullable Long offsetPaise)
            implements BalanceEvent {

        public PayoutAllocationReleased(String creatorId, UUID payoutId, ReleaseCause cause) {
            this(creatorId, payoutId, cause, null, null);
        }
    }
}

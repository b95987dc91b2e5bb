package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import io.desifans.Revision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a payout (tables {@code payout}, {@code payoutItem}). */
public sealed interface PayoutEvent extends Event {

    UUID payoutId();

    String creatorId();

    /**
     * @param part of {@code parts}, from 1
     * @param overriddenThresholdPaise what should have been reached, if an admin paid out less; null if it was reached
     */
    @Revision("2")
    record PayoutScheduled(
            UUID payoutId,
            @Person String creatorId,
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
            implements PayoutEvent {

        /** One that reaches the threshold. */
        public PayoutScheduled(
                UUID payoutId,
                String creatorId,
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
                    payoutId,
                    creatorId,
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

    /** @param bankDetails where the money goes, as it was then */
    record PayoutProcessing(
            UUID payoutId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable BankDetails bankDetails) implements PayoutEvent {}

    /**
     * The bank is asked to pay it.
     *
     * @param attempt counted from 1
     */
    record PayoutAttemptStarted(UUID payoutId, @Person String creatorId, int attempt) implements PayoutEvent {}

    /**
     * The bank could not be asked, or did not answer.
     *
     * @param retryAt UTC; when it is asked again
     */
    record PayoutAttemptFailed(UUID payoutId, @Person String creatorId, int attempt, Instant retryAt)
            implements PayoutEvent {}

    /**
     * The bank says of it what cannot be: it changes nothing, and somebody has to look.
     *
     * @param bankStatus as the bank says
     * @param amountPaise as the bank says
     */
    record PayoutAnomalyRecorded(
            UUID payoutId,
            @Person String creatorId,
            BankStatus bankStatus,
            long amountPaise,
            @Nullable String bankReference)
            implements PayoutEvent {}

    /** @param bankReference the bank's number of the transfer */
    record PayoutCompleted(UUID payoutId, @Person String creatorId, String bankReference) implements PayoutEvent {}

    record PayoutFailed(
            UUID payoutId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String reason) implements PayoutEvent {}

    /**
     * It had completed, and the bank has sent the money back.
     *
     * @param reversedAt UTC; when the bank did
     */
    record PayoutReversed(
            UUID payoutId,
            @Person String creatorId,
            Instant reversedAt,
            @Personal(of = "creatorId") @Nullable String reason)
            implements PayoutEvent {}
}

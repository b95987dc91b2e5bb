package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a payout (tables {@code payout}, {@code payoutItem}). */
public sealed interface PayoutEvent extends Event {

    UUID payoutId();

    String creatorId();

    /** @param part of {@code parts}, from 1 */
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
            int parts)
            implements PayoutEvent {}

    /** @param bankDetails where the money goes, as it was then */
    record PayoutProcessing(
            UUID payoutId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable BankDetails bankDetails) implements PayoutEvent {}

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

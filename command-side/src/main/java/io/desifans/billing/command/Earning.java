package io.desifans.billing.command;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningReduced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a creator has earned with one payment and was not paid yet. All amounts in paise.
 *
 * @param availableAt UTC; from here on it can go into a payout
 * @param heldFor it stays out of payouts until each of these disputes is decided; its own id stands for what holds for good
 */
record Earning(
        UUID transactionId, long grossPaise, long feePaise, long netPaise, Instant availableAt, List<UUID> heldFor) {

    /** The order in which earnings are paid out: what was available first comes first. */
    static final Comparator<Earning> OLDEST_FIRST =
            Comparator.comparing(Earning::availableAt).thenComparing(Earning::transactionId);

    static Earning of(EarningCredited e) {
        return new Earning(
                e.transactionId(), e.grossPaise(), e.feePaise(), e.netPaise(), e.availableAt(), new ArrayList<>());
    }

    /** One that was paid out and came back. */
    static Earning returned(AllocatedItem item, Instant availableAt) {
        return new Earning(
                item.transactionId(),
                item.grossPaise(),
                item.feePaise(),
                item.netPaise(),
                availableAt,
                new ArrayList<>());
    }

    Earning heldFor(@Nullable UUID disputeId) {
        List<UUID> more = new ArrayList<>(heldFor);
        more.add(disputeId == null ? transactionId : disputeId);
        return holding(more);
    }

    Earning releasedFrom(UUID disputeId) {
        List<UUID> less = new ArrayList<>(heldFor);
        less.remove(disputeId);
        return holding(less);
    }

    boolean isHeldFor(UUID disputeId) {
        return heldFor.contains(disputeId);
    }

    boolean isHeldForGood() {
        return heldFor.contains(transactionId);
    }

    private Earning holding(List<UUID> disputes) {
        return new Earning(transactionId, grossPaise, feePaise, netPaise, availableAt, disputes);
    }

    Earning less(EarningReduced part) {
        return new Earning(
                transactionId,
                grossPaise - part.grossPaise(),
                feePaise - part.feePaise(),
                netPaise - part.netPaise(),
                availableAt,
                heldFor);
    }

    /** Whether as much as this is left of it. */
    boolean holds(long fee, long net) {
        return feePaise >= fee && netPaise >= net;
    }

    boolean isPayable(Instant cutOff) {
        return heldFor.isEmpty() && netPaise > 0 && !availableAt.isAfter(cutOff);
    }

    AllocatedItem allocated() {
        return new AllocatedItem(transactionId, grossPaise, feePaise, netPaise);
    }
}

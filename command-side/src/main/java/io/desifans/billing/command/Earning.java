package io.desifans.billing.command;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningReduced;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * What a creator has earned with one payment and was not paid yet. All amounts in paise.
 *
 * @param availableAt UTC; from here on it can go into a payout
 * @param held it stays out of payouts
 */
record Earning(UUID transactionId, long grossPaise, long feePaise, long netPaise, Instant availableAt, boolean held) {

    /** The order in which earnings are paid out: what was available first comes first. */
    static final Comparator<Earning> OLDEST_FIRST =
            Comparator.comparing(Earning::availableAt).thenComparing(Earning::transactionId);

    Earning nowHeld() {
        return new Earning(transactionId, grossPaise, feePaise, netPaise, availableAt, true);
    }

    Earning less(EarningReduced part) {
        return new Earning(
                transactionId,
                grossPaise - part.grossPaise(),
                feePaise - part.feePaise(),
                netPaise - part.netPaise(),
                availableAt,
                held);
    }

    boolean isPayable(Instant cutOff) {
        return !held && netPaise > 0 && !availableAt.isAfter(cutOff);
    }

    AllocatedItem allocated() {
        return new AllocatedItem(transactionId, grossPaise, feePaise, netPaise);
    }
}

package io.desifans.billing.command;

import io.desifans.billing.AllocatedItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The earnings that go into one payout, with their sums in paise, none of which is over what a row can hold (2^31−1). {@code netPaise}
 * is less than they come to where a debt is paid off.
 */
record PayoutPart(List<AllocatedItem> items, long grossPaise, long feePaise, long netPaise) {

    private static final PayoutPart EMPTY = new PayoutPart(List.of(), 0, 0, 0);

    /**
     * The same, with a debt paid off by the first of them, as far as it goes: a paisa is left to be paid out by each, since
     * one without could not be merged with the next, which together would be over the limit. A debt below 0 comes on top, by
     * itself if there is nothing else.
     */
    static List<PayoutPart> of(Collection<Earning> earnings, long debtPaise) {
        List<PayoutPart> parts = new ArrayList<>();
        long owed = debtPaise;
        List<PayoutPart> earned = of(earnings);
        for (PayoutPart part : earned.isEmpty() && owed < 0 ? List.of(EMPTY) : earned) {
            long offset = Math.max(Math.min(owed, part.netPaise - 1), part.netPaise - Integer.MAX_VALUE);
            parts.add(new PayoutPart(part.items, part.grossPaise, part.feePaise, part.netPaise - offset));
            owed -= offset;
        }
        return parts;
    }

    /** Fills payouts in the order of the earnings; one that would be over the limit begins the next. */
    static List<PayoutPart> of(Collection<Earning> earnings) {
        List<PayoutPart> parts = new ArrayList<>();
        PayoutPart part = EMPTY;
        for (Earning earning : earnings) {
            if (Math.addExact(part.grossPaise, earning.grossPaise()) > Integer.MAX_VALUE) {
                parts.add(part);
                part = EMPTY;
            }
            part = part.with(earning.allocated());
        }
        if (!part.items.isEmpty()) parts.add(part);
        return parts;
    }

    private PayoutPart with(AllocatedItem item) {
        List<AllocatedItem> more = new ArrayList<>(items);
        more.add(item);
        return new PayoutPart(
                more,
                Math.addExact(grossPaise, item.grossPaise()),
                Math.addExact(feePaise, item.feePaise()),
                Math.addExact(netPaise, item.netPaise()));
    }
}

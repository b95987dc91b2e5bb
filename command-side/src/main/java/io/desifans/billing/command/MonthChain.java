package io.desifans.billing.command;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Months that follow each other without a gap. Their end is always counted from the anchor, so that a 31st comes back
 * after a shorter month.
 *
 * @param anchor UTC; when the first of them began
 */
record MonthChain(Instant anchor, int months) {

    static final MonthChain NONE = new MonthChain(Instant.EPOCH, 0);

    Instant end() {
        if (months == 0) return anchor;
        return anchor.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** After what is left of it, or from the given time on if nothing is left. */
    MonthChain plus(int moreMonths, Instant from) {
        return from.isAfter(end())
                ? new MonthChain(from, moreMonths)
                : new MonthChain(anchor, Math.addExact(months, moreMonths));
    }
}

package io.desifans.billing.command;

import java.util.Map;
import java.util.Set;

/** What some months of a tier cost at once: the longer, the cheaper. In paise, rounded half up, never to rupees. */
final class MembershipPrice {

    private static final Map<Integer, Integer> PERCENT = Map.of(1, 100, 3, 90, 6, 85, 12, 80);

    private MembershipPrice() {}

    /** How many months can be bought. */
    static Set<Integer> durations() {
        return PERCENT.keySet();
    }

    /** @param months one of {@link #durations} */
    static long paise(long monthlyFeePaise, int months) {
        Integer percent = PERCENT.get(months);
        if (percent == null) throw new IllegalArgumentException(months + " months are not sold");
        return Math.addExact(Math.multiplyExact(monthlyFeePaise, months * (long) percent), 50) / 100;
    }
}

package io.desifans.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param id as the suite names it
 * @param what in words
 * @param events stored in the aggregate; 0 where that does not matter
 * @param judged what goal and floor are compared with, if not the median: a ratio or a difference
 */
record Result(
        String id,
        String what,
        String unit,
        int events,
        Figures ours,
        @Nullable Figures reference,
        @Nullable Double judged,
        @Nullable Double goal,
        @Nullable Double floor,
        String note) {

    double value() {
        return judged == null ? ours.median() : judged;
    }

    String verdict() {
        if (goal == null || floor == null) return "reported";
        if (meets(goal)) return "goal";
        return meets(floor) ? "floor" : "missed";
    }

    /** Where the goal lies above the floor. */
    boolean moreIsBetter() {
        return goal != null && floor != null && goal > floor;
    }

    /** For a machine that is shared with others: half of the floor is enough. */
    Result onSharedMachine() {
        if (floor == null) return this;
        double enough = moreIsBetter() ? floor / 2 : floor * 2;
        return new Result(id, what, unit, events, ours, reference, judged, goal, enough, note);
    }

    private boolean meets(double limit) {
        return moreIsBetter() ? value() >= limit : value() <= limit;
    }
}

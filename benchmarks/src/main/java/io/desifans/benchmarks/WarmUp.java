package io.desifans.benchmarks;

import java.io.IOException;

/**
 * A load is repeated until it becomes no faster. How long the compiler takes depends on how many cores it shares with the
 * load, so no fixed time would do.
 */
final class WarmUp {

    private static final int PART_SECONDS = 2;
    private static final int MOST_PARTS = 30;

    /** After so many parts of which none was faster than the best before it, nothing more is expected. */
    private static final int PATIENCE = 5;

    private static final double FASTER = 1.03;

    private WarmUp() {}

    /** A load for so many seconds, and its rate. */
    interface Load {
        double perSecond(int seconds) throws IOException, InterruptedException;
    }

    static void of(Load load) throws IOException, InterruptedException {
        double best = 0;
        int noFaster = 0;
        for (int part = 0; part < MOST_PARTS && noFaster < PATIENCE; part++) {
            double rate = load.perSecond(PART_SECONDS);
            noFaster = rate < best * FASTER ? noFaster + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}

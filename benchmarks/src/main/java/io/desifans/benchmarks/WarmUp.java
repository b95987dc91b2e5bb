package io.desifans.benchmarks;

import java.io.IOException;

/**
 * A load is repeated until it becomes no faster. How long the compiler takes depends on how many cores it shares with the
 * load, so no fixed time would do.
 */
final class WarmUp {

    private static final int SECONDS = 2;
    private static final int MOST_PARTS = 30;
    private static final int MOST_OF_FEW = 12;

    /** After so many parts of which none was faster than the best before it, nothing more is expected. */
    private static final int PATIENCE = 5;

    private static final int PATIENCE_OF_FEW = 3;

    private static final double FASTER = 1.03;

    private WarmUp() {}

    /** A load for so many seconds, and its rate. */
    interface Load {
        double perSecond(int seconds) throws IOException, InterruptedException;
    }

    /** Less long where little time is to be spent. */
    static void of(Rounds rounds, Load load) throws IOException, InterruptedException {
        int most = rounds.areFew() ? MOST_OF_FEW : MOST_PARTS;
        int patience = rounds.areFew() ? PATIENCE_OF_FEW : PATIENCE;
        double best = 0;
        int noFaster = 0;
        for (int part = 0; part < most && noFaster < patience; part++) {
            double rate = load.perSecond(rounds.seconds(SECONDS));
            noFaster = rate < best * FASTER ? noFaster + 1 : 0;
            best = Math.max(best, rate);
        }
    }
}

package io.desifans.eventstore;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the numbers of the log are final: stored and visible, or never to come. Shared by all readers of an engine.
 *
 * <p>A transaction owns its id before it draws a number. So when the number {@code through} has been seen, and the id
 * {@code fence} is drawn after that, whoever owns a number up to {@code through} has a lower id. A snapshot whose
 * oldest open transaction is not below the fence shows everything that will ever be there up to {@code through}.
 * The end of the snapshot ({@code pg_snapshot_xmax}) is no substitute for a drawn id: open writers may lie above it.
 */
final class SettledHorizon {

    private record Fence(long through, long transaction, long drawnAtNanos) {}

    private volatile long settled;
    private volatile @Nullable Fence fence;

    /** For a page that is read from now on. It says nothing about a page whose snapshot is older. */
    long settled() {
        return settled;
    }

    /**
     * The number up to which the holes of a page are final.
     *
     * @param oldestOpen the oldest open transaction in the page's own snapshot
     * @param settledBefore what was {@link #settled} before that snapshot was taken
     */
    synchronized long proven(long oldestOpen, long settledBefore) {
        Fence drawn = fence;
        if (drawn == null || oldestOpen < drawn.transaction) return settledBefore;
        settle(drawn.through);
        fence = null;
        return Math.max(settledBefore, drawn.through);
    }

    synchronized void settle(long through) {
        settled = Math.max(settled, through);
    }

    /** Whether a reader that stands at a hole should draw a fence: there is one at a time. */
    boolean isOpen() {
        return fence == null;
    }

    /**
     * @param through a number that had been seen in the log before the transaction id was drawn
     */
    synchronized void fence(long through, long transaction) {
        if (fence == null) fence = new Fence(through, transaction, System.nanoTime());
    }

    /** How long the fence has been waiting for an open transaction. */
    Duration age() {
        Fence drawn = fence;
        return drawn == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - drawn.drawnAtNanos);
    }

    /** The events before the first number that may still come. */
    static List<StoredEvent> untilUnproven(List<StoredEvent> events, long after, long proven) {
        long last = after;
        for (int i = 0; i < events.size(); i++) {
            long seq = events.get(i).position().seq();
            if (seq != last + 1 && seq - 1 > proven) return events.subList(0, i);
            last = seq;
        }
        return events;
    }
}

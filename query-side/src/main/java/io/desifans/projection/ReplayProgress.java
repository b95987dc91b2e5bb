package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import org.jspecify.annotations.Nullable;

/** How far a replay has come; written by the replay, read by whoever waits for it. */
public final class ReplayProgress {

    /** What a replay is at. */
    public enum Phase {
        REPLAYING,
        COMPARING,
        ENDED
    }

    /**
     * A look at it.
     *
     * @param total an estimate while it runs: numbers that were never stored count until they are passed
     * @param secondsLeft of the replaying, not the comparing; null before there is a rate
     */
    public record View(
            Phase phase,
            long done,
            long total,
            long eventsPerSecond,
            @Nullable Long secondsLeft) {}

    private final long started = System.nanoTime();
    private Phase phase = Phase.REPLAYING;
    private long done;
    private long left;
    private long ended;

    synchronized void replayed(long events, LogPosition at, LogPosition upTo) {
        done += events;
        left = Math.max(0, upTo.seq() - at.seq());
    }

    /** All of it begins again. */
    synchronized void again() {
        done = 0;
    }

    synchronized void enter(Phase next) {
        phase = next;
        if (next != Phase.REPLAYING && ended == 0) ended = System.nanoTime();
    }

    public synchronized View view() {
        double seconds = ((ended == 0 ? System.nanoTime() : ended) - started) / 1e9;
        long rate = Math.round(done / Math.max(seconds, 1e-3));
        return new View(phase, done, done + left, rate, rate == 0 ? null : left / rate);
    }

    synchronized long events() {
        return done;
    }
}

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
     * @param doneBefore how many of those done are from a replay that did not come to its end, and from which this one goes on;
     *     null if it began at the first event
     * @param total an estimate while it runs: numbers that were never stored count until they are passed
     * @param eventsPerSecond of those that this replay has done itself
     * @param secondsLeft of the replaying, not the comparing; null before there is a rate
     */
    public record View(
            Phase phase,
            long done,
            @Nullable Long doneBefore,
            long total,
            long eventsPerSecond,
            @Nullable Long secondsLeft) {}

    private final long started = System.nanoTime();
    private Phase phase = Phase.REPLAYING;
    private long before;
    private long done;
    private long left;
    private long ended;

    synchronized void replayed(long events, LogPosition at, LogPosition upTo) {
        done += events;
        left = Math.max(0, upTo.seq() - at.seq());
    }

    /** It goes on from where another one has come to, or begins again. */
    synchronized void goesOn(long events) {
        before = events;
        done = events;
    }

    synchronized void enter(Phase next) {
        phase = next;
        if (next != Phase.REPLAYING && ended == 0) ended = System.nanoTime();
    }

    public synchronized View view() {
        double seconds = ((ended == 0 ? System.nanoTime() : ended) - started) / 1e9;
        long rate = Math.round((done - before) / Math.max(seconds, 1e-3));
        return new View(phase, done, before == 0 ? null : before, done + left, rate, rate == 0 ? null : left / rate);
    }

    synchronized long events() {
        return done;
    }

    synchronized long ownEvents() {
        return done - before;
    }
}

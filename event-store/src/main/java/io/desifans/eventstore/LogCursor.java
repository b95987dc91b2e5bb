package io.desifans.eventstore;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log page by page from a place on, and knows when it is worth while to look: when the bell has rung, and at a hole
 * from time to time, since the end of the transaction that may fill it rings no bell.
 */
final class LogCursor {

    private static final int PAGE = 500;

    private final PostgresEventStorageEngine engine;
    private final LogBell bell;
    private final long netNanos;
    private final boolean shared;

    private LogPosition end;
    private long heard;
    private long nextLookAtNanos = System.nanoTime();
    private boolean moreExpected = true;
    private @Nullable Backoff atHole;

    /**
     * @param netNanos after this time it looks even if it has heard nothing
     * @param shared whether several may read what it finds
     */
    LogCursor(PostgresEventStorageEngine engine, LogBell bell, long netNanos, boolean shared, LogPosition start) {
        this.engine = engine;
        this.bell = bell;
        this.netNanos = netNanos;
        this.shared = shared;
        this.end = start;
    }

    /** Everything up to here has been read. */
    LogPosition end() {
        return end;
    }

    boolean mayHaveMore() {
        if (System.nanoTime() - nextLookAtNanos >= 0) return true;
        return atHole == null && (moreExpected || bell.rings() != heard);
    }

    /** Whether the last page ended where there was nothing more at the time. */
    boolean isAtEnd() {
        return !moreExpected && atHole == null;
    }

    /** The next events, as far as they are final; none if there are none yet. */
    OpenedPage look() {
        heard = bell.rings();
        moreExpected = true;
        PostgresEventStorageEngine.Page page = engine.page(end, atHole == null ? PAGE : 1);
        boolean stuck = page.atHole() && page.events().isEmpty();
        moreExpected = !stuck && (page.atHole() || page.full());
        if (!stuck) atHole = null;
        else if (atHole == null) atHole = new Backoff();
        long pause = atHole == null ? netNanos : TimeUnit.MILLISECONDS.toNanos(atHole.nextMillis());
        nextLookAtNanos = System.nanoTime() + pause;
        end = page.end();
        return new OpenedPage(page, engine.messages(page.events().stream()), shared);
    }

    /** Goes back to read again what was not handed on. */
    void returnTo(LogPosition place) {
        end = place;
        moreExpected = true;
    }

    /** What is to be waited for at the moment. */
    Wait next() {
        return new Wait(bell, heard, nextLookAtNanos, atHole != null);
    }

    /** @param heard how often the bell had rung before the last look */
    record Wait(LogBell bell, long heard, long untilNanos, boolean deaf) {

        /**
         * Until it may be worth while to look, but not for longer than this.
         *
         * @param hurried whether someone waits for what comes of it
         */
        void await(long longestNanos, boolean hurried) throws InterruptedException {
            long nanos = Math.min(longestNanos, untilNanos - System.nanoTime());
            if (deaf) TimeUnit.NANOSECONDS.sleep(nanos);
            else if (hurried) bell.await(heard, nanos);
            else bell.awaitEcho(heard, nanos);
        }
    }
}

package io.desifans.eventstore;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One reader's way along the log: at its end it waits for the bell, at a hole for the transaction that may fill it. */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE = 500;

    private final SharedPages pages;
    private final LogBell bell;
    private final long netNanos;

    private LogPosition handedOut;
    private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
    private LogPosition pageEnd;
    private @Nullable TrackedEventMessage<?> next;

    private long heard;
    private long nextLookAtNanos = System.nanoTime();
    private boolean moreExpected = true;
    private @Nullable Backoff atHole;
    private volatile boolean closed;

    LogStream(SharedPages pages, LogBell bell, Duration net, LogPosition start) {
        this.pages = pages;
        this.bell = bell;
        this.netNanos = net.toNanos();
        this.handedOut = start;
        this.pageEnd = start;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return fill() ? Optional.ofNullable(next) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!closed) {
            if (fill()) return true;
            long left = deadline - System.nanoTime();
            // Closed since the loop began: the ring may have been heard already, by the look into the log.
            if (closed || left <= 0) return false;
            nap(left);
        }
        return false;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.SECONDS)) {
            if (closed) throw new NoSuchElementException("the stream is closed");
        }
        TrackedEventMessage<?> event = next;
        if (event == null || !(event.trackingToken() instanceof LogPosition position))
            throw new IllegalStateException("an upcaster has taken the position away");
        handedOut = position;
        next = null;
        return event;
    }

    @Override
    public void close() {
        closed = true;
        bell.ring();
    }

    /** Makes the next event ready, if there is one, looking into the log only where there may be something new. */
    private boolean fill() {
        try {
            while (next == null) {
                if (page.hasNext()) next = page.next();
                else if (mayHaveMore()) look();
                else return false;
            }
            return true;
        } catch (RuntimeException e) {
            page = Collections.emptyIterator();
            pageEnd = handedOut;
            moreExpected = true;
            throw e;
        }
    }

    private boolean mayHaveMore() {
        if (System.nanoTime() - nextLookAtNanos >= 0) return true;
        return atHole == null && (moreExpected || bell.rings() != heard);
    }

    private void look() {
        handedOut = pageEnd;
        boolean woken = !moreExpected && atHole == null && bell.rings() != heard;
        heard = bell.rings();
        OpenedPage opened =
                woken ? pages.after(handedOut, heard, PAGE) : pages.read(handedOut, atHole == null ? PAGE : 1);
        PostgresEventStorageEngine.Page read = opened.page();
        page = opened.events();
        pageEnd = read.end();
        boolean stuck = read.atHole() && read.events().isEmpty();
        moreExpected = !stuck && (read.atHole() || read.full());
        if (!stuck) atHole = null;
        else if (atHole == null) atHole = new Backoff();
        long pause = atHole == null ? netNanos : TimeUnit.MILLISECONDS.toNanos(atHole.nextMillis());
        nextLookAtNanos = System.nanoTime() + pause;
    }

    private void nap(long longest) throws InterruptedException {
        long nanos = Math.min(longest, nextLookAtNanos - System.nanoTime());
        if (atHole == null) bell.await(heard, nanos);
        else TimeUnit.NANOSECONDS.sleep(nanos);
    }
}

package io.desifans.eventstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way along the log: alone until it has come to the end, then with all others that are there. What it could not
 * read it tries again alone.
 */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {

    private final LogTail tail;
    private final LogBell bell;
    private final LogCursor alone;
    private final boolean hurried;

    private LogPosition handedOut;
    private Iterator<TrackedEventMessage<?>> page = Collections.emptyIterator();
    private LogPosition pageStart;
    private LogPosition pageEnd;
    private @Nullable TrackedEventMessage<?> next;
    private LogCursor.@Nullable Wait pause;
    private boolean atTail;
    private volatile boolean closed;

    /** @param hurried whether it is woken at once */
    LogStream(LogTail tail, LogBell bell, LogCursor alone, boolean hurried) {
        this.hurried = hurried;
        this.tail = tail;
        this.bell = bell;
        this.alone = alone;
        this.handedOut = alone.end();
        this.pageStart = alone.end();
        this.pageEnd = alone.end();
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
            if (pause != null) pause.await(left, hurried);
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
        bell.echo();
    }

    /** Makes the next event ready, if there is one, looking into the log only where there may be something new. */
    private boolean fill() {
        try {
            while (next == null) {
                if (page.hasNext()) next = unlessHandedOut(page.next());
                else if (!turn()) return false;
            }
            return true;
        } catch (RuntimeException e) {
            page = Collections.emptyIterator();
            pageEnd = handedOut;
            atTail = false;
            alone.returnTo(handedOut);
            throw e;
        }
    }

    /** A page of the tail may begin before the place at which this reader came there. */
    private @Nullable TrackedEventMessage<?> unlessHandedOut(TrackedEventMessage<?> event) {
        return event.trackingToken() instanceof LogPosition position && position.seq() <= pageStart.seq()
                ? null
                : event;
    }

    /** To the next page, if there is one now. */
    private boolean turn() {
        handedOut = pageEnd;
        if (!atTail && alone.isAtEnd()) atTail = tail.isAt(pageEnd);
        return atTail ? turnAtTail() : turnAlone();
    }

    private boolean turnAtTail() {
        LogTail.Found found = tail.after(pageEnd);
        pause = found.pause();
        if (found.page() != null) {
            begin(found.page());
            return true;
        }
        if (pause != null) return false;
        atTail = false;
        alone.returnTo(pageEnd);
        return turnAlone();
    }

    private boolean turnAlone() {
        pause = alone.next();
        if (!alone.mayHaveMore()) return false;
        begin(alone.look());
        pause = alone.next();
        return true;
    }

    private void begin(OpenedPage opened) {
        page = opened.events();
        pageStart = handedOut;
        pageEnd = opened.page().end();
    }
}

package io.desifans.web;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the read model has come, for whoever must read what was just written. The processor in this JVM tells it
 * directly; one thread looks at the stored position for all who wait, in case the processor runs elsewhere.
 */
public final class ReadModelPosition implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final String SQL = "select epoch, seq from event_store.token where name = 'read-models'";

    private final DataSource database;
    private final ConcurrentSkipListSet<Waiter> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong waiters = new AtomicLong();
    private final Thread watch;
    private volatile LogPosition reached = LogPosition.START;
    private volatile boolean closed;

    public ReadModelPosition(DataSource database) {
        this.database = database;
        this.watch = Thread.ofPlatform().daemon().name("read-model-position").start(this::watch);
    }

    /**
     * Returns once the read model has reached the position.
     *
     * @throws NotYetVisible if it has not in this time
     */
    public void await(LogPosition position, Duration atMost) {
        if (isReached(position)) return;
        Waiter waiter = new Waiter(position, waiters.incrementAndGet(), new CountDownLatch(1));
        waiting.add(waiter);
        try {
            if (isReached(position)) return;
            LockSupport.unpark(watch);
            if (!waiter.woken.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) throw new NotYetVisible();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetVisible();
        } finally {
            waiting.remove(waiter);
        }
    }

    /** The processor calls this after each commit. */
    public void moved(LogPosition position) {
        synchronized (waiting) {
            if (position.compareTo(reached) > 0) reached = position;
        }
        for (Waiter waiter : waiting) {
            if (!isReached(waiter.position)) return;
            waiter.woken.countDown();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watch);
        try {
            watch.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether anybody waits at this moment. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    private boolean isReached(LogPosition position) {
        return reached.compareTo(position) >= 0;
    }

    private void watch() {
        while (!closed) {
            if (!isAwaited()) {
                LockSupport.park(this);
            } else {
                LogPosition stored = stored();
                if (stored != null) moved(stored);
                LockSupport.parkNanos(this, POLL.toNanos());
            }
        }
    }

    /** Null while there is none or the database does not answer: those who wait give up by themselves. */
    private @Nullable LogPosition stored() {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(SQL)) {
            return rows.next() ? new LogPosition(rows.getInt(1), rows.getLong(2)) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    private record Waiter(LogPosition position, long number, CountDownLatch woken) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            int byPosition = position.compareTo(other.position);
            return byPosition != 0 ? byPosition : Long.compare(number, other.number);
        }
    }
}

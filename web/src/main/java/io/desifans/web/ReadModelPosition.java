package io.desifans.web;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * How far the read model has come, for whoever must read what was just written. The processor tells it directly in its own
 * JVM, and all others by a notice of PostgreSQL, sent in the transaction that moves the stored position.
 */
public final class ReadModelPosition implements AutoCloseable {

    /** Of the notices that a processor sends; each carries the position. */
    public static final String CHANNEL = "read_model_moved";

    /** A notice could be lost with its connection: who waits so long looks for himself. */
    private static final int LONGEST_SILENCE_MILLIS = 500;

    /** How long an answer may wait for what it has written to be visible. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration RECONNECT = Duration.ofMillis(100);
    private static final String STORED = "select epoch, seq from event_store.token where name = 'read-models'";

    private final DataSource database;
    private final Supplier<LogPosition> log;
    private final ConcurrentSkipListSet<Waiter> waiting = new ConcurrentSkipListSet<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final AtomicLong waiters = new AtomicLong();
    private final Thread watch;
    private volatile LogPosition reached = LogPosition.START;
    private volatile boolean closed;

    /** @param log tells the last position that can be seen in it */
    public ReadModelPosition(DataSource database, Supplier<LogPosition> log) {
        this.database = database;
        this.log = log;
        this.watch = Thread.ofPlatform().daemon().name("read-model-position").unstarted(this::watch);
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
            startWatch();
            if (!waiter.woken.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) throw new NotYetVisible();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetVisible();
        } finally {
            waiting.remove(waiter);
        }
    }

    /**
     * Returns once the read model has reached all that was stored before this call, on whichever node: for rows that are
     * read so seldom, or missed so seldom, that their readers wait rather than their writers.
     *
     * @throws NotYetVisible if it has not within two seconds
     */
    public void awaitLatest() {
        await(log.get(), PATIENCE);
    }

    /**
     * How far it has come as this node knows, which may be a little less than is so; the start before it knows anything.
     * From the first call on it hears of each move.
     */
    LogPosition reached() {
        startWatch();
        return reached;
    }

    /** Lets somebody know each time it has moved, from now on. They are told on another's thread and must be quick. */
    public void onMove(Runnable told) {
        followers.add(told);
        startWatch();
    }

    /** The processor calls this after each commit. */
    public void moved(LogPosition position) {
        boolean forward;
        synchronized (waiting) {
            forward = position.compareTo(reached) > 0;
            if (forward) reached = position;
        }
        if (forward) followers.forEach(Runnable::run);
        for (Waiter waiter : waiting) {
            if (!isReached(waiter.position)) return;
            waiter.woken.countDown();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watch.getState() == Thread.State.NEW) return;
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

    private void startWatch() {
        if (watch.getState() != Thread.State.NEW) return;
        synchronized (this) {
            if (!closed && watch.getState() == Thread.State.NEW) watch.start();
        }
    }

    private void watch() {
        while (!closed) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                while (!closed) hear(connection, statement);
                statement.execute("unlisten " + CHANNEL);
            } catch (SQLException e) {
                // Those who wait give up by themselves.
                LockSupport.parkNanos(this, RECONNECT.toNanos());
            }
        }
    }

    private void hear(Connection connection, Statement statement) throws SQLException {
        LogPosition stored = stored(statement);
        if (stored != null) moved(stored);
        PGConnection notices = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] heard = notices.getNotifications(LONGEST_SILENCE_MILLIS);
            if (heard == null || heard.length == 0) return;
            moved(LogPosition.parse(heard[heard.length - 1].getParameter()));
        }
    }

    private static @Nullable LogPosition stored(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(STORED)) {
            return row.next() ? new LogPosition(row.getInt(1), row.getLong(2)) : null;
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

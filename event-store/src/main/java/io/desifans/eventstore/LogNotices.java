package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes of appends and rings the bell for theirs, over two connections that are opened at the first
 * need, kept, and opened anew when they break. Appends never notify in their own transaction: at its commit that takes a
 * lock on the whole database.
 */
final class LogNotices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogNotices.class);
    private static final String CHANNEL = "event_store_appended";
    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final long RECONNECT_MILLIS = 250;

    /** A burst of appends is one notice, and one echo. */
    private static final long BETWEEN_NOTICES_MILLIS = 5;

    private static final long BETWEEN_WARNINGS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }

    private final DataSource database;
    private final LogBell bell;
    private final LogBell appendedHere = new LogBell();
    private final String self = UUID.randomUUID().toString();
    private final Thread listener = thread("log-listener", this::listen);
    private final Thread announcer = thread("log-announcer", this::announceAll);
    private volatile boolean closed;

    LogNotices(DataSource database, LogBell bell) {
        this.database = database;
        this.bell = bell;
    }

    /** From now on the bell rings for appends of other processes too. */
    void listen() {
        startOnce(listener);
    }

    /** Something was appended here and is committed. */
    void announce() {
        startOnce(announcer);
        appendedHere.ring();
    }

    @Override
    public void close() {
        closed = true;
        announcer.interrupt();
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen " + CHANNEL);
        }
        bell.ring(); // what was appended before is found by looking
        while (!closed) {
            PGNotification[] heard = await(connection);
            if (heard == null || heard.length == 0) prove(connection);
            else if (anyFromElsewhere(heard)) {
                bell.ring();
                bell.echo();
            }
        }
    }

    private static PGNotification @Nullable [] await(Connection connection) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getNotifications(HEARTBEAT_MILLIS);
        } catch (SQLException e) {
            prove(connection); // fails too, and in sight of the pool, which then does not hand it to anyone else
            throw e;
        }
    }

    private boolean anyFromElsewhere(PGNotification[] heard) {
        for (PGNotification notice : heard) if (!notice.getParameter().equals(self)) return true;
        return false;
    }

    private void announceAll(Connection connection) throws SQLException, InterruptedException {
        doNotWaitForTheDisk(connection);
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, self);
            long announced = 0;
            while (!closed) {
                appendedHere.await(announced, TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MILLIS));
                long appended = appendedHere.rings();
                if (appended == announced) prove(connection);
                else notify.execute();
                announced = appended;
                Thread.sleep(BETWEEN_NOTICES_MILLIS);
                bell.echo();
            }
        }
    }

    /** A notice that is lost in a crash is missed by nobody: whoever listened looks anew. */
    private static void doNotWaitForTheDisk(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
        }
    }

    private static void prove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void startOnce(Thread thread) {
        if (closed || thread.getState() != Thread.State.NEW) return;
        synchronized (this) {
            if (thread.getState() == Thread.State.NEW) thread.start();
        }
    }

    private Thread thread(String name, Work work) {
        return Thread.ofPlatform().name(name).daemon(true).unstarted(() -> keepAtIt(work));
    }

    private void keepAtIt(Work work) {
        long mayWarnAt = System.nanoTime();
        while (!closed) {
            try (Connection connection = database.getConnection()) {
                work.on(connection);
            } catch (SQLException | RuntimeException e) {
                if (closed) return;
                if (System.nanoTime() - mayWarnAt >= 0) {
                    LOG.warn("No notices between processes, they look each second (SQL state {})", state(e));
                    mayWarnAt = System.nanoTime() + BETWEEN_WARNINGS_NANOS;
                }
                if (!pause()) return;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String state(Exception failure) {
        String state = TransientFailure.sqlState(failure);
        return state.isEmpty() ? failure.getClass().getSimpleName() : state;
    }

    private static boolean pause() {
        try {
            Thread.sleep(RECONNECT_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what no other node runs. Whose a task is, is told by an advisory lock, held by a connection that does nothing else.
 * When this connection is lost nothing more is begun here, and another node takes over.
 */
public final class OnOneNode implements AutoCloseable {

    /** A task while this node runs it. */
    public interface Run extends AutoCloseable {

        /** Nothing further is begun. */
        void release();

        /** Waits for what has been begun. */
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(OnOneNode.class);
    private static final long BETWEEN_LOOKS_MILLIS = 500;
    private static final int ANSWER_SECONDS = 3;
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final String name;
    private final Map<String, Function<DataSource, Run>> tasks;
    private final DataSource database;
    private final int connections;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Starts looking for what is free.
     *
     * @param name of the thread and of its connections
     * @param tasks by their names, each with what begins it on connections that are kept for these tasks
     * @param connections of these tasks together; one more holds the locks
     */
    public OnOneNode(String name, Map<String, Function<DataSource, Run>> tasks, DataSource database, int connections) {
        this.name = name;
        this.tasks = Map.copyOf(tasks);
        this.database = database;
        this.connections = connections;
        this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
    }

    /** Whether it still looks for what is free, and runs what it has. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Answers when what has been begun is done, or when it takes too long: it is done again then. */
    @Override
    public void close() {
        end.countDown();
        try {
            if (!thread.join(LONGEST_END)) LOG.warn("Something of {} does not end; it is left to itself", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        DataSource own = OwnPool.beside(database, name, connections + 1);
        try {
            do {
                try (Connection locks = own.getConnection()) {
                    runWhile(locks, own);
                } catch (SQLException | RuntimeException e) {
                    LOG.warn(
                            "Nothing of {} runs here until the database answers ({})",
                            name,
                            e.getClass().getSimpleName());
                }
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            OwnPool.close(own, database);
        }
    }

    private void runWhile(Connection locks, DataSource own) throws SQLException, InterruptedException {
        Map<String, Run> mine = new HashMap<>();
        try {
            noticeSoonWhenWeAreGone(locks);
            do {
                for (var task : tasks.entrySet())
                    if (!mine.containsKey(task.getKey()) && isOurs(locks, task.getKey()))
                        mine.put(task.getKey(), task.getValue().apply(own));
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS) && locks.isValid(ANSWER_SECONDS));
        } finally {
            mine.values().forEach(Run::release);
            closeAll(mine.values());
            release(locks);
        }
    }

    /** At the same time: each may have to wait for a database or a gateway that does not answer. */
    private static void closeAll(Collection<Run> runs) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            runs.forEach(run -> threads.execute(run::close));
        }
    }

    /** A machine that vanishes says nothing: without this the server would keep its locks for hours. */
    private static void noticeSoonWhenWeAreGone(Connection locks) throws SQLException {
        try (Statement settings = locks.createStatement()) {
            settings.execute(
                    "set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3");
        }
    }

    private static boolean isOurs(Connection locks, String task) throws SQLException {
        String sql = "select pg_try_advisory_lock(hashtextextended('desifans process ' || ?, 0))";
        try (PreparedStatement lock = locks.prepareStatement(sql)) {
            lock.setString(1, task);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** On a lost connection this fails in sight of the pool, which does not hand it out again. */
    private static void release(Connection locks) throws SQLException {
        try (Statement unlock = locks.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        }
    }
}

package io.desifans.process;

import io.desifans.eventstore.OwnPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the processes that no other node runs. Whose a process is, is told by an advisory lock, held by a connection that
 * does nothing else. When this connection is lost nothing more is begun here, and another node takes over.
 */
@Component
final class ProcessRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessRunner.class);
    private static final long BETWEEN_LOOKS_MILLIS = 500;
    private static final int ANSWER_SECONDS = 3;
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    /** One holds the locks, the others read and write tokens. */
    private static final int CONNECTIONS = 4;

    private final List<Process> processes;
    private final EventStore log;
    private final DataSource database;
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    ProcessRunner(List<Process> processes, EventStore log, DataSource database) {
        this.processes = processes;
        this.log = log;
        this.database = database;
    }

    @Override
    public synchronized void start() {
        stopped = new CountDownLatch(1);
        CountDownLatch end = stopped;
        thread = Thread.ofPlatform().name("processes").daemon(true).start(() -> run(end));
    }

    /** Answers when what has been begun is done, or when it takes too long: it is done again then. */
    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (thread == null) return;
        try {
            if (!thread.join(LONGEST_END)) LOG.warn("A process does not end; it is left to itself");
            thread = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run(CountDownLatch end) {
        DataSource own = OwnPool.beside(database, "processes", CONNECTIONS);
        try {
            do {
                try (Connection locks = own.getConnection()) {
                    runWhile(locks, own, end);
                } catch (SQLException | RuntimeException e) {
                    LOG.warn(
                            "No process runs here until the database answers ({})",
                            e.getClass().getSimpleName());
                }
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            OwnPool.close(own, database);
        }
    }

    private void runWhile(Connection locks, DataSource own, CountDownLatch end)
            throws SQLException, InterruptedException {
        Map<Process, ProcessRun> mine = new HashMap<>();
        try {
            noticeSoonWhenWeAreGone(locks);
            do {
                for (Process process : processes)
                    if (!mine.containsKey(process) && isOurs(locks, process))
                        mine.put(process, new ProcessRun(process, log, own));
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS) && locks.isValid(ANSWER_SECONDS));
        } finally {
            mine.values().forEach(ProcessRun::release);
            closeAll(mine.values());
            release(locks);
        }
    }

    /** At the same time: each may have to wait for a database or a gateway that does not answer. */
    private static void closeAll(Collection<ProcessRun> runs) {
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

    private static boolean isOurs(Connection locks, Process process) throws SQLException {
        String sql = "select pg_try_advisory_lock(hashtextextended('desifans process ' || ?, 0))";
        try (PreparedStatement lock = locks.prepareStatement(sql)) {
            lock.setString(1, process.name());
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

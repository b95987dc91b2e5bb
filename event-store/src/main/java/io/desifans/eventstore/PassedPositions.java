package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores how far processors have come over events that do not concern them, a moment later and all with one statement: most
 * events concern one of them or none, and each stored for itself would be the greatest part of the work on an event.
 */
public final class PassedPositions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PassedPositions.class);
    private static final long PAUSE_MILLIS = 20;

    private final DataSource database;
    private final Map<String, LogPosition> passed = new ConcurrentHashMap<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("passed-positions").unstarted(work));

    public PassedPositions(DataSource database) {
        this.database = database;
    }

    /** @param processor by its name */
    public void passed(String processor, LogPosition position) {
        passed.put(processor, position);
        if (planned.compareAndSet(false, true)) thread.schedule(this::store, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void store() {
        planned.set(false);
        Map<String, LogPosition> now = new HashMap<>();
        passed.forEach((processor, position) -> {
            if (passed.remove(processor, position)) now.put(processor, position);
        });
        try (Connection connection = database.getConnection()) {
            LogToken.moveOn(connection, now);
        } catch (SQLException e) {
            // Whoever starts from an older position passes over the same events again.
            LOG.debug("Positions of {} are not stored (SQL state {})", now.keySet(), e.getSQLState());
        }
    }

    /** Of processors that have ended. */
    @Override
    public void close() {
        thread.shutdownNow();
        store();
    }
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of the database, in UTC and whole milliseconds: this machine's clock, corrected by its measured offset. */
public final class DatabaseClock extends Clock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final int SAMPLES = 5;
    private static final long SECONDS_BETWEEN_MEASUREMENTS = 60;

    private final DataSource database;
    private final Clock machine;
    private final ScheduledExecutorService measuring = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("database-clock").unstarted(task));
    private volatile Duration offset;

    public DatabaseClock(DataSource database) {
        this(database, Clock.systemUTC());
    }

    /** @param machine the clock to correct */
    DatabaseClock(DataSource database, Clock machine) {
        this.database = database;
        this.machine = machine;
        try {
            this.offset = measured();
        } catch (SQLException e) {
            throw new EventStoreException("the time of the database cannot be read", e);
        }
        var unused = measuring.scheduleWithFixedDelay(
                this::measureAgain, SECONDS_BETWEEN_MEASUREMENTS, SECONDS_BETWEEN_MEASUREMENTS, TimeUnit.SECONDS);
    }

    /** What is added to this machine's clock; more than a second either way means that one of the two is wrong. */
    public Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("every time here is UTC");
    }

    @Override
    public void close() {
        measuring.shutdownNow();
    }

    private void measureAgain() {
        try {
            offset = measured();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The time of the database cannot be read; the last measured offset stays.", e);
        }
    }

    /** The offset as seen in the quickest of a few questions, whose answer says most. */
    private Duration measured() throws SQLException {
        Duration best = Duration.ZERO;
        long quickest = Long.MAX_VALUE;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < SAMPLES; i++) {
                long asked = System.nanoTime();
                Instant before = machine.instant();
                Instant there = databaseTime(statement);
                long took = System.nanoTime() - asked;
                if (took < quickest) {
                    quickest = took;
                    best = Duration.between(before.plusNanos(took / 2), there);
                }
            }
        }
        return best;
    }

    private static Instant databaseTime(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}

package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second where the log stands and where all who follow it stand, on whichever node they do. Health and metrics
 * are told from the last look, so that they answer at once even if the store does not.
 */
final class LogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final int MOST_HEADS = 1_000;

    /**
     * How far a follower is behind.
     *
     * @param numbers of the log between it and the head
     * @param time since this node saw the first event that the follower has yet to come to
     */
    record Lag(long numbers, Duration time) {}

    /** What a look showed. */
    record View(LogPosition head, Duration horizonAge, SortedMap<String, Lag> followers) {}

    /** Where the log stood, and when that was first seen. */
    private record Head(LogPosition position, long seenAtNanos) {}

    private final EventLog log;
    private final DataSource database;
    private final Deque<Head> heads = new ArrayDeque<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("log-watch").unstarted(task));
    private volatile View view = new View(LogPosition.START, Duration.ZERO, Collections.emptySortedMap());
    private volatile long lookedAtNanos = System.nanoTime();
    private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();

    /** @param database where the positions of all followers are stored */
    LogWatch(EventLog log, DataSource database) {
        this.log = log;
        this.database = database;
    }

    void start() {
        var unused = looking.scheduleWithFixedDelay(this::lookAgain, 0, 1, TimeUnit.SECONDS);
    }

    View view() {
        return view;
    }

    /** By how much each follower is late. */
    Map<String, Duration> lags() {
        Map<String, Duration> lags = new TreeMap<>();
        view.followers().forEach((name, lag) -> lags.put(name, lag.time()));
        return lags;
    }

    /** How long ago the log was last seen. */
    Duration sinceLook() {
        return Duration.ofNanos(System.nanoTime() - lookedAtNanos);
    }

    /** Whom to tell after each look. */
    void tell(Consumer<View> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void lookAgain() {
        try {
            look(System.nanoTime());
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The log is out of sight: {}", e.getClass().getName());
        }
    }

    void look(long nowNanos) throws SQLException {
        SortedMap<String, LogPosition> positions = positions();
        LogPosition head = log.lastVisible();
        if (heads.isEmpty() || heads.getLast().position.compareTo(head) < 0) {
            // Who stands still while the log grows stays behind the oldest head; the newer ones matter less.
            if (heads.size() == MOST_HEADS) heads.removeLast();
            heads.add(new Head(head, nowNanos));
        }
        SortedMap<String, Lag> followers = new TreeMap<>();
        positions.forEach((name, position) -> followers.put(name, lag(position, head, nowNanos)));
        while (heads.size() > 1 && passedByAll(positions, heads.getFirst().position)) heads.removeFirst();
        view = new View(head, log.horizonAge(), Collections.unmodifiableSortedMap(followers));
        lookedAtNanos = System.nanoTime();
        listeners.forEach(listener -> listener.accept(view));
    }

    private Lag lag(LogPosition position, LogPosition head, long nowNanos) {
        if (position.compareTo(head) >= 0) return new Lag(0, Duration.ZERO);
        long since = heads.stream()
                .filter(seen -> seen.position.compareTo(position) > 0)
                .mapToLong(Head::seenAtNanos)
                .findFirst()
                .orElse(nowNanos);
        return new Lag(head.seq() - position.seq(), Duration.ofNanos(nowNanos - since));
    }

    private static boolean passedByAll(SortedMap<String, LogPosition> positions, LogPosition head) {
        return positions.values().stream().allMatch(position -> position.compareTo(head) >= 0);
    }

    private SortedMap<String, LogPosition> positions() throws SQLException {
        SortedMap<String, LogPosition> positions = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select name, epoch, seq from event_store.token");
                ResultSet row = select.executeQuery()) {
            while (row.next()) positions.put(row.getString(1), new LogPosition(row.getInt(2), row.getLong(3)));
        }
        return positions;
    }
}

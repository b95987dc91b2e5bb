package io.desifans.eventstore;

import static org.axonframework.eventhandling.EventUtils.upcastAndDeserializeTrackedEvents;
import static org.axonframework.eventsourcing.EventStreamUtils.upcastAndDeserializeDomainEvents;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** The event log in PostgreSQL: appended to in one round trip, read in order without losing an event. */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private final DataSource database;
    private final Serializer serializer;
    private final EventUpcaster upcaster;
    private final Snapshots snapshots;
    private final LogAppend append;
    private final SettledHorizon horizon = new SettledHorizon();

    /** One whose snapshots nobody takes or reads. */
    public PostgresEventStorageEngine(DataSource database, Serializer serializer, EventUpcaster upcaster) {
        this(database, serializer, upcaster, Snapshots.NONE);
    }

    /**
     * @param database gives connections in autocommit, outside any transaction of its caller
     */
    PostgresEventStorageEngine(
            DataSource database, Serializer serializer, EventUpcaster upcaster, Snapshots snapshots) {
        this.database = database;
        this.snapshots = snapshots;
        this.serializer = serializer;
        this.upcaster = upcaster;
        this.append = new LogAppend(serializer);
    }

    /** Stores all events or none; their position is left in {@link AppendedPosition}. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) return;
        try (Connection connection = connection()) {
            AppendedPosition.leaveInThread(append.append(connection, events));
        } catch (SQLException e) {
            throw AppendFailure.of(e, events);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        List<StoredEvent> events = uuid(aggregateIdentifier)
                .map(id -> query(connection -> LogTable.ofAggregate(connection, id, firstSequenceNumber)))
                .orElse(List.of());
        return opened(events);
    }

    private DomainEventStream opened(List<StoredEvent> events) {
        return upcastAndDeserializeDomainEvents(events.stream(), serializer, upcaster);
    }

    /** What an aggregate is loaded from: a snapshot and what came after it, or all events. One statement does it. */
    DomainEventStream readLatest(String aggregateIdentifier) {
        return latest(aggregateIdentifier).stream(snapshots, this::opened, () -> readEvents(aggregateIdentifier, 0));
    }

    private Latest latest(String aggregateIdentifier) {
        return uuid(aggregateIdentifier)
                .map(id -> query(connection -> SnapshotTable.latest(connection, id, snapshots.revisions())))
                .orElseGet(() -> new Latest(null, List.of()));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return uuid(aggregateIdentifier).flatMap(id -> query(connection -> LogTable.lastSequence(connection, id)));
    }

    /** What is there now behind the token; never waits, and ends before the first number that may still come. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        LogPosition start = known(token);
        Stream<StoredEvent> events = Stream.iterate(
                        page(start, PAGE), page -> !page.events().isEmpty(), page -> page(page.end(), PAGE))
                .flatMap(page -> page.events().stream());
        return messages(events);
    }

    /**
     * The final events after a position.
     *
     * @param end the position of the last one
     * @param atHole there are more, but a number before them may still come
     * @param full there may be more
     */
    record Page(List<StoredEvent> events, LogPosition end, boolean atHole, boolean full) {}

    /** Reads the next events; at a hole it draws a fence and looks a second time, which is enough if no one is writing. */
    Page page(LogPosition after, int limit) {
        return query(connection -> {
            Page page = read(connection, after, limit);
            if (!page.atHole() || !horizon.isOpen()) return page;
            LogPosition last = LogTable.last(connection);
            horizon.fence(last.seq(), LogTable.fence(connection));
            return page.events().isEmpty() ? read(connection, after, limit) : page;
        });
    }

    private Page read(Connection connection, LogPosition after, int limit) throws SQLException {
        long settled = horizon.settled();
        LogTable.Visible visible = LogTable.after(connection, after.seq(), limit);
        long proven = horizon.proven(visible.oldestOpen(), settled);
        List<StoredEvent> events = SettledHorizon.untilUnproven(visible.events(), after.seq(), proven);
        LogPosition end = events.isEmpty() ? after : events.getLast().position();
        boolean atHole = events.size() < visible.events().size();
        return new Page(events, end, atHole, visible.events().size() == limit);
    }

    /** Upcasts one by one, as the stream is drawn: an event that cannot be read does not hide those before it. */
    Stream<TrackedEventMessage<?>> messages(Stream<StoredEvent> events) {
        return upcastAndDeserializeTrackedEvents(events, serializer, upcaster);
    }

    /** The place in this log that a token stands for, or a refusal: never a guess. */
    LogPosition known(@Nullable TrackingToken token) {
        LogPosition position = LogPosition.of(token);
        if (position.seq() == 0) return position;
        return query(connection -> {
            Optional<LogPosition> next = LogTable.firstFrom(connection, position.seq());
            boolean within = next.isPresent() && next.get().epoch() <= position.epoch();
            if (!within || position.epoch() > LogTable.epoch(connection)) throw new UnknownPosition(position);
            return position;
        });
    }

    @Override
    public LogPosition createTailToken() {
        return LogPosition.START;
    }

    /**
     * Where a new reader starts that wants nothing but what is stored from now on. Waits for open transactions, because
     * they may own lower numbers.
     */
    @Override
    public LogPosition createHeadToken() {
        return query(connection -> {
            LogPosition last = LogTable.last(connection);
            if (last.seq() <= horizon.settled()) return last;
            awaitEndOfAllBelow(LogTable.fence(connection), connection);
            horizon.settle(last.seq());
            return last;
        });
    }

    private static void awaitEndOfAllBelow(long fence, Connection connection) throws SQLException {
        long giveUpAt = System.nanoTime() + LONGEST_TRANSACTION.toNanos();
        Backoff backoff = new Backoff();
        while (LogTable.oldestOpen(connection) < fence) {
            if (System.nanoTime() > giveUpAt)
                throw new EventStoreException("a transaction has been writing for too long to know the log's head");
            try {
                Thread.sleep(backoff.nextMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EventStoreException("interrupted while waiting for the log's head", e);
            }
        }
    }

    /** Before the first event of this time or later; the head if there is none. Waits as the head does. */
    @Override
    public LogPosition createTokenAt(Instant dateTime) {
        LogPosition head = createHeadToken();
        return query(connection -> LogTable.firstSince(connection, dateTime))
                .filter(first -> first.compareTo(head) <= 0)
                .map(first -> new LogPosition(first.epoch(), first.seq() - 1))
                .orElse(head);
    }

    /** {@link EventLog#lastVisible()} */
    LogPosition lastVisible() {
        return query(LogTable::last);
    }

    /** {@link EventLog#horizonAge()} */
    Duration horizonAge() {
        if (!horizon.isOpen()) horizon.proven(query(LogTable::oldestOpen), 0);
        return horizon.age();
    }

    /** In place of an older one. One made by {@link Snapshots#of}; others are refused. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.sealed(snapshot).ifPresent(stored -> query(connection -> SnapshotTable.stored(connection, stored)));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return latest(aggregateIdentifier).openedBy(snapshots);
    }

    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T query(Query<T> query) {
        try (Connection connection = connection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new EventStoreException("the event log cannot be read (SQL state " + e.getSQLState() + ")", e);
        }
    }

    /** In a transaction of the caller an append would not be visible when readers are woken, and a page not be new. */
    private Connection connection() throws SQLException {
        Connection connection = database.getConnection();
        if (connection.getAutoCommit()) return connection;
        connection.close();
        throw new EventStoreException("the event log needs connections in autocommit");
    }

    private static Optional<UUID> uuid(String identifier) {
        try {
            return Optional.of(UUID.fromString(identifier));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

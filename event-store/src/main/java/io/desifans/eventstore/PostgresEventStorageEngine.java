package io.desifans.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** The event log in PostgreSQL: appended to in one round trip, read in order without losing an event. */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    public PostgresEventStorageEngine(DataSource database, Serializer serializer, EventUpcaster upcaster) {}

    /** Stores all events or none; their position is left in {@link AppendedPosition}. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        throw new UnsupportedOperationException();
    }

    /** What is there now behind the token; never waits, and ends before the first number that may still come. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LogPosition createTailToken() {
        return LogPosition.START;
    }

    /** Where a new reader starts that wants nothing but what is stored from now on. Waits for open transactions. */
    @Override
    public LogPosition createHeadToken() {
        throw new UnsupportedOperationException();
    }

    /** Before the first event of this time or later. */
    @Override
    public LogPosition createTokenAt(Instant dateTime) {
        throw new UnsupportedOperationException();
    }

    /**
     * The last event that can be seen now: what a client waits for that relied on it. No place to read on from, because
     * a lower number may still come.
     */
    public LogPosition lastVisible() {
        throw new UnsupportedOperationException();
    }

    /** How long readers have been waiting for an open transaction; zero if they are not. */
    public Duration horizonAge() {
        return Duration.ZERO;
    }

    /** Snapshots are not kept. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("snapshots are not kept");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }
}

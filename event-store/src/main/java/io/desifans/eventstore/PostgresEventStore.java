package io.desifans.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Axon's event store over our log. Its readers are woken by appends here and in other processes. */
public final class PostgresEventStore extends AbstractEventStore implements EventLog, AutoCloseable {

    private final PostgresEventStorageEngine engine;
    private final LogBell bell = new LogBell();
    private final LogTail tail = new LogTail(start -> cursor(start, true));
    private final LogNotices notices;
    private final Duration net;

    /**
     * @param notices where the connections for LISTEN and NOTIFY come from, one each, opened at the first need and kept
     */
    public PostgresEventStore(PostgresEventStorageEngine engine, DataSource notices) {
        this(engine, notices, Duration.ofSeconds(1));
    }

    /**
     * @param net a reader that nobody has woken looks for itself after this time, in case a notice was lost
     */
    PostgresEventStore(PostgresEventStorageEngine engine, DataSource notices, Duration net) {
        super(builderFor(engine));
        this.engine = engine;
        this.net = net;
        this.notices = new LogNotices(notices, bell);
    }

    private static Builder builderFor(PostgresEventStorageEngine engine) {
        Builder builder = new Builder() {};
        builder.storageEngine(engine);
        return builder;
    }

    /** The append commits at once, so the readers are woken at once. */
    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        LogMeters.append(events.size(), () -> super.prepareCommit(events));
        bell.ring();
        notices.announce();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return DomainEventStream.concat(
                engine.readLatest(aggregateIdentifier),
                DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
    }

    /** Looks further on along the log. A token of another log is refused with {@link UnknownPosition}. */
    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return stream(token, true);
    }

    @Override
    public StreamableMessageSource<TrackedEventMessage<?>> unhurried() {
        return token -> stream(token, false);
    }

    private LogStream stream(@Nullable TrackingToken token, boolean hurried) {
        notices.listen();
        return new LogStream(tail, bell, cursor(engine.known(token), false), hurried);
    }

    /** Keeps nothing in memory that has been opened: the next who reads it opens it with the keys of then. */
    void forgetOpened() {
        tail.forget();
    }

    private LogCursor cursor(LogPosition start, boolean shared) {
        return new LogCursor(engine, bell, net.toNanos(), shared, start);
    }

    @Override
    public Stream<? extends DomainEventMessage<?>> staged(String aggregateId) {
        return stagedDomainEventMessages(aggregateId);
    }

    @Override
    public LogPosition lastVisible() {
        return engine.lastVisible();
    }

    @Override
    public Duration horizonAge() {
        return engine.horizonAge();
    }

    @Override
    public CommandBus commandBus(CommandBus local, UnaryOperator<Throwable> portable) {
        return local;
    }

    @Override
    public void close() {
        notices.close();
    }
}

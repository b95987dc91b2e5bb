package io.desifans.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the log in Axon Server, which wakes its readers and passes commands from node to node. */
final class AxonServerEventLog extends AbstractEventStore implements EventLog, AutoCloseable {

    private final AxonServerEventStorageEngine engine;
    private final AxonServerClient server;

    AxonServerEventLog(AxonServerClient server, Serializer serializer, EventUpcaster upcaster, Snapshots snapshots) {
        this(server, new AxonServerEventStorageEngine(server::events, serializer, upcaster, snapshots));
    }

    private AxonServerEventLog(AxonServerClient server, AxonServerEventStorageEngine engine) {
        super(builderFor(engine));
        this.engine = engine;
        this.server = server;
    }

    private static Builder builderFor(AxonServerEventStorageEngine engine) {
        Builder builder = new Builder() {};
        builder.storageEngine(engine);
        return builder;
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        LogMeters.append(events.size(), () -> super.prepareCommit(events));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier) {
        return DomainEventStream.concat(
                engine.readLatest(aggregateIdentifier),
                DomainEventStream.of(stagedDomainEventMessages(aggregateIdentifier)));
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new AxonServerStream(engine, engine.known(token));
    }

    @Override
    public Stream<? extends DomainEventMessage<?>> staged(String aggregateId) {
        return stagedDomainEventMessages(aggregateId);
    }

    @Override
    public LogPosition lastVisible() {
        return engine.last();
    }

    /** What is not stored yet has no number here, so that no reader ever waits for it. */
    @Override
    public Duration horizonAge() {
        return Duration.ZERO;
    }

    @Override
    public CommandBus commandBus(CommandBus local, UnaryOperator<Throwable> portable) {
        return server.commandBus(local, portable);
    }

    @Override
    public void close() {
        server.close();
    }
}

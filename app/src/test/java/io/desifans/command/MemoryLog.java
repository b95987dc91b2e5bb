package io.desifans.command;

import io.desifans.Event;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** A log of events in memory, on a clock of its own, that can be cut off where it was before. */
public final class MemoryLog extends AbstractEventStore implements EventLog {

    private final Engine engine;

    public MemoryLog(Clock clock) {
        this(new Engine(clock));
    }

    private MemoryLog(Engine engine) {
        super(builderFor(engine));
        this.engine = engine;
    }

    private static Builder builderFor(Engine engine) {
        Builder builder = new Builder() {};
        builder.storageEngine(engine);
        return builder;
    }

    public int size() {
        return engine.all.size();
    }

    /** @param place from 0 */
    public TrackedEventMessage<?> at(int place) {
        return engine.all.get(place);
    }

    public Event eventAt(int place) {
        return (Event) at(place).getPayload();
    }

    public Stream<Event> events() {
        return engine.all.stream().map(message -> (Event) message.getPayload());
    }

    /** Forgets all but the first so many. */
    public void cutTo(int size) {
        while (engine.all.size() > size) {
            GenericTrackedDomainEventMessage<?> last = engine.all.removeLast();
            engine.streams.get(last.getAggregateIdentifier()).removeLast();
        }
    }

    /** What somebody did whose commands are not sent here. */
    public void happened(String aggregateId, Event event) {
        int sequence = engine.streams.getOrDefault(aggregateId, List.of()).size();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>("Any", aggregateId, sequence, event)));
    }

    @Override
    public DomainEventStream readEvents(String aggregateId) {
        return DomainEventStream.concat(
                engine.readEvents(aggregateId, 0), DomainEventStream.of(stagedDomainEventMessages(aggregateId)));
    }

    @Override
    public Stream<? extends DomainEventMessage<?>> staged(String aggregateId) {
        return stagedDomainEventMessages(aggregateId);
    }

    @Override
    public LogPosition lastVisible() {
        return new LogPosition(1, size());
    }

    @Override
    public Duration horizonAge() {
        return Duration.ZERO;
    }

    @Override
    public CommandBus commandBus(CommandBus local, UnaryOperator<Throwable> portable) {
        return local;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        throw new UnsupportedOperationException("it is read by its places");
    }

    private static final class Engine implements EventStorageEngine {

        private final Clock clock;
        private final List<GenericTrackedDomainEventMessage<?>> all = new ArrayList<>();
        private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();

        private Engine(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            for (EventMessage<?> event : events) append((DomainEventMessage<?>) event);
        }

        private void append(DomainEventMessage<?> event) {
            List<DomainEventMessage<?>> stream =
                    streams.computeIfAbsent(event.getAggregateIdentifier(), id -> new ArrayList<>());
            if (event.getSequenceNumber() != stream.size())
                throw new ConcurrencyException("the number " + event.getSequenceNumber() + " is taken");
            var stamped = new GenericTrackedDomainEventMessage<>(
                    new LogPosition(1, all.size() + 1),
                    new GenericDomainEventMessage<>(
                            event.getType(),
                            event.getAggregateIdentifier(),
                            event.getSequenceNumber(),
                            event.getPayload(),
                            event.getMetaData(),
                            event.getIdentifier(),
                            clock.instant()));
            stream.add(stamped);
            all.add(stamped);
        }

        @Override
        public DomainEventStream readEvents(String aggregateId, long first) {
            List<DomainEventMessage<?>> stream = streams.getOrDefault(aggregateId, List.of());
            return DomainEventStream.of(
                    List.copyOf(stream.subList((int) Math.min(first, stream.size()), stream.size())));
        }

        @Override
        public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
            throw new UnsupportedOperationException("it is read by its places");
        }

        @Override
        public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
            return Optional.empty();
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            throw new UnsupportedOperationException("there are no snapshots");
        }
    }
}

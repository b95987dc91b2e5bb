package io.desifans.eventstore;

import static org.axonframework.eventhandling.EventUtils.upcastAndDeserializeTrackedEvents;
import static org.axonframework.eventsourcing.EventStreamUtils.upcastAndDeserializeDomainEvents;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

/** The event log in Axon Server. Its index, which begins at 0, is a {@link LogPosition} of epoch 0 that begins at 1. */
final class AxonServerEventStorageEngine implements EventStorageEngine {

    private static final int BUFFERED = 1000;
    private static final int LONGEST_ANSWER_SECONDS = 10;

    private final Supplier<EventChannel> server;
    private final Serializer serializer;
    private final EventUpcaster upcaster;
    private final Snapshots snapshots;

    AxonServerEventStorageEngine(
            Supplier<EventChannel> server, Serializer serializer, EventUpcaster upcaster, Snapshots snapshots) {
        this.snapshots = snapshots;
        this.server = server;
        this.serializer = serializer;
        this.upcaster = upcaster;
    }

    /** Stores all events or none. The answer does not tell where. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) return;
        List<NewEvent> all =
                events.stream().map(event -> NewEvent.of(event, serializer)).toList();
        String doing = "append " + all.stream().map(NewEvent::name).distinct().toList();
        confirmed(doing, () -> {
            AppendEventsTransaction append = server.get().startAppendEventsTransaction();
            all.forEach(event -> append.appendEvent(AxonServerEvents.sent(event)));
            return append.commit();
        });
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return opened(stored(read(channel -> channel.openAggregateStream(aggregateIdentifier, firstSequenceNumber))));
    }

    /** What an aggregate is loaded from: a snapshot and what came after it, or all events. */
    DomainEventStream readLatest(String aggregateIdentifier) {
        return latest(aggregateIdentifier).stream(snapshots, this::opened, () -> readEvents(aggregateIdentifier, 0));
    }

    /** A snapshot counts only if the event that it ends with lies in the log, which is asked for by itself. */
    private Latest latest(String aggregateIdentifier) {
        List<Event> found = read(channel -> channel.openAggregateStream(aggregateIdentifier, true));
        if (found.isEmpty() || !found.getFirst().getSnapshot()) return new Latest(null, stored(found));
        StoredSnapshot snapshot = AxonServerEvents.storedSnapshot(found.getFirst());
        List<Event> last = read(channel ->
                channel.openAggregateStream(aggregateIdentifier, snapshot.sequence(), snapshot.sequence() + 1));
        if (last.isEmpty() || !last.getFirst().getMessageIdentifier().equals(snapshot.eventId()))
            return new Latest(null, stored(read(channel -> channel.openAggregateStream(aggregateIdentifier, 0))));
        found.set(0, last.getFirst());
        return new Latest(snapshot, stored(found));
    }

    private List<Event> read(Function<EventChannel, AggregateEventStream> stream) {
        return attempt(
                "read an aggregate",
                () -> new ArrayList<>(stream.apply(server.get()).asStream().toList()));
    }

    private static List<StoredEvent> stored(List<Event> events) {
        return events.stream()
                .map(event -> AxonServerEvents.stored(LogPosition.START, event))
                .toList();
    }

    private DomainEventStream opened(List<StoredEvent> events) {
        return upcastAndDeserializeDomainEvents(events.stream(), serializer, upcaster);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return Optional.ofNullable(
                        answered("read an aggregate", () -> server.get().findHighestSequence(aggregateIdentifier)))
                .filter(last -> last >= 0);
    }

    /** What is there now behind the token; never waits. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        LogPosition start = known(token);
        long count = last().seq() - start.seq();
        List<StoredEvent> events = new ArrayList<>();
        try (EventStream open = open(start)) {
            while (events.size() < count) {
                EventWithToken next = open.nextIfAvailable(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
                if (next == null) throw ended(open);
                events.add(stored(next));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return messages(events.stream());
    }

    EventStream open(LogPosition after) {
        return attempt("open a stream", () -> server.get().openStream(after.seq() - 1, BUFFERED));
    }

    /** Why a stream gives no more. */
    static RuntimeException ended(EventStream stream) {
        Throwable why = stream.getError().orElse(null);
        return why == null
                ? new StoreUnreachable("Axon Server has closed the stream", null)
                : AxonServerFailure.of(why, "read a stream");
    }

    static StoredEvent stored(EventWithToken event) {
        return AxonServerEvents.stored(position(event.getToken()), event.getEvent());
    }

    /** Upcasts one by one, as the stream is drawn: an event that cannot be read does not hide those before it. */
    Stream<TrackedEventMessage<?>> messages(Stream<StoredEvent> events) {
        return upcastAndDeserializeTrackedEvents(events, serializer, upcaster);
    }

    /** The place in this log that a token stands for, or a refusal: never a guess. */
    LogPosition known(@Nullable TrackingToken token) {
        LogPosition position = LogPosition.of(token);
        if (position.epoch() != 0 || position.seq() > 0 && position.compareTo(last()) > 0)
            throw new UnknownPosition(position);
        return position;
    }

    @Override
    public LogPosition createTailToken() {
        return LogPosition.START;
    }

    @Override
    public LogPosition createHeadToken() {
        return last();
    }

    /** Before the first event of this time or later; the head if there is none. */
    @Override
    public LogPosition createTokenAt(Instant dateTime) {
        LogPosition head = last();
        Long before = answered("find a time", () -> server.get().getTokenAt(dateTime.toEpochMilli()));
        LogPosition found = before == null ? head : position(before);
        return found.compareTo(head) <= 0 ? found : head;
    }

    /** The last event that is stored; the one before the first if there is none. */
    LogPosition last() {
        Long index = answered("find the head", () -> server.get().getLastToken());
        return index == null ? LogPosition.START : position(index);
    }

    private static LogPosition position(long index) {
        return new LogPosition(0, index + 1);
    }

    /** Beside older ones, which are not read any more. One made by {@link Snapshots#of}; others are refused. */
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots
                .sealed(snapshot)
                .ifPresent(stored -> confirmed(
                        "store a snapshot of a " + stored.name(),
                        () -> server.get().appendSnapshot(AxonServerEvents.sent(stored))));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return latest(aggregateIdentifier).openedBy(snapshots);
    }

    private static void confirmed(String doing, Supplier<CompletableFuture<Confirmation>> question) {
        Confirmation confirmation = answered(doing, question);
        if (confirmation == null || !confirmation.getSuccess())
            throw new EventStoreException("Axon Server does not do it: " + doing);
    }

    private static <T> @Nullable T answered(String doing, Supplier<CompletableFuture<T>> question) {
        return attempt(doing, () -> {
            try {
                return question.get().get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw AxonServerFailure.of(e, doing);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    private static <T> T attempt(String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (StatusRuntimeException | StreamClosedException | AxonServerException e) {
            throw AxonServerFailure.of(e, doing);
        }
    }

    private static EventStoreException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EventStoreException("interrupted while waiting for Axon Server", e);
    }
}

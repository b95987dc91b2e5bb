package io.desifans.eventstore;

import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** What any engine must do, clause by clause. */
final class EngineContract {

    interface Clause {
        void holdsFor(EngineUnderTest tested) throws Exception;
    }

    private static final int MANY_HOLES = 100;
    private static final int SMALL_BYTES = 64;

    private EngineContract() {}

    static Map<String, Clause> clauses() {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        clauses.put("an event comes back as it was stored", EngineContract::roundTrip);
        clauses.put("times are kept in whole milliseconds", EngineContract::milliseconds);
        clauses.put("the events of a commit keep their order", EngineContract::orderWithinCommit);
        clauses.put("a taken place in an aggregate is a conflict", EngineContract::conflict);
        clauses.put("an aggregate made twice is a conflict", EngineContract::conflictAtCreation);
        clauses.put("a commit is stored whole or not at all", EngineContract::allOrNothing);
        clauses.put("an append is one round trip", EngineContract::oneRoundTrip);
        clauses.put("a reader goes on from any token", EngineContract::anyToken);
        clauses.put("a number that was rolled back is passed", EngineContract::rolledBack);
        clauses.put("a late commit beside an old timestamp is delivered", EngineContract::lateBesideOldTimestamp);
        clauses.put("a late commit before 10,000 others is delivered", EngineContract::lateBeforeManyOthers);
        clauses.put("who writes before it loads keeps the aggregate's order", EngineContract::writesBeforeItLoads);
        clauses.put("a head token does not pass an open commit", EngineContract::headToken);
        clauses.put("a new reader reads a log that starts at 3,000,000", EngineContract::largeFirstNumber);
        clauses.put("a reader in another process is woken", EngineContract::wokenFromElsewhere);
        clauses.put("a token stays small", EngineContract::smallToken);
        return clauses;
    }

    private static void roundTrip(EngineUnderTest tested) {
        UUID id = aggregate();
        DomainEventMessage<Noted> event =
                Noted.event(id, 0, Instant.parse("2026-03-01T10:20:30.456Z"), "नमस्ते \" \\ 🎉");
        tested.engine().appendEvents(event, Noted.event(id, 1));

        List<? extends DomainEventMessage<?>> loaded =
                tested.engine().readEvents(id.toString()).asStream().toList();

        assertThat(loaded).hasSize(2);
        assertSame(loaded.getFirst(), event);
        assertSame((DomainEventMessage<?>) delivered(tested.engine()).getFirst(), event);
        assertThat(tested.engine().readEvents(id.toString(), 1).asStream()).hasSize(1);
        assertThat(tested.engine().lastSequenceNumberFor(id.toString())).contains(1L);
        assertThat(tested.engine().lastSequenceNumberFor(aggregate().toString()))
                .isEmpty();
    }

    private static void assertSame(DomainEventMessage<?> found, DomainEventMessage<?> stored) {
        assertThat(found.getPayload()).isEqualTo(stored.getPayload());
        assertThat(found.getMetaData()).isEqualTo(stored.getMetaData());
        assertThat(found.getIdentifier()).isEqualTo(stored.getIdentifier());
        assertThat(found.getTimestamp()).isEqualTo(stored.getTimestamp());
        assertThat(found.getType()).isEqualTo(stored.getType());
        assertThat(place(found)).isEqualTo(place(stored));
    }

    private static void milliseconds(EngineUnderTest tested) {
        Instant time = Instant.parse("2026-03-01T10:20:30.456789123Z");
        tested.engine().appendEvents(Noted.event(aggregate(), 0, time));

        assertThat(delivered(tested.engine()).getFirst().getTimestamp()).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
    }

    private static void orderWithinCommit(EngineUnderTest tested) {
        List<UUID> ids = IntStream.range(0, 7).mapToObj(i -> aggregate()).toList();
        List<DomainEventMessage<Noted>> commit = IntStream.range(0, 210)
                .mapToObj(i -> Noted.event(ids.get(i % 7), i / 7))
                .toList();
        tested.engine().appendEvents(commit);

        assertThat(places(delivered(tested.engine())))
                .containsExactlyElementsOf(
                        commit.stream().map(EngineContract::place).toList());
    }

    private static void conflict(EngineUnderTest tested) {
        UUID id = aggregate();
        tested.engine().appendEvents(Noted.event(id, 0), Noted.event(id, 1));

        assertThatThrownBy(() -> tested.engine().appendEvents(Noted.event(id, 1)))
                .isInstanceOf(ConcurrencyException.class);
    }

    private static void conflictAtCreation(EngineUnderTest tested) {
        UUID id = aggregate();
        tested.engine().appendEvents(Noted.event(id, 0));

        assertThatThrownBy(() -> tested.engine().appendEvents(Noted.event(id, 0)))
                .isInstanceOf(ConcurrencyException.class);
    }

    private static void allOrNothing(EngineUnderTest tested) throws Exception {
        UUID id = aggregate();
        tested.engine().appendEvents(Noted.event(id, 0));

        assertThatThrownBy(() -> tested.engine().appendEvents(Noted.event(aggregate(), 0), Noted.event(id, 0)))
                .isInstanceOf(RuntimeException.class);

        assertThat(tested.stored()).containsExactly(new Place(id.toString(), 0));
    }

    private static void oneRoundTrip(EngineUnderTest tested) {
        RoundTrips trips = new RoundTrips(tested.database());
        EventStorageEngine engine = tested.engineOn(trips.counted());
        UUID id = aggregate();
        engine.appendEvents(Noted.event(id, 0), Noted.event(id, 1), Noted.event(aggregate(), 0));

        assertThat(trips.number()).isEqualTo(1);
    }

    private static void anyToken(EngineUnderTest tested) {
        UUID id = aggregate();
        for (int i = 0; i < 20; i++) tested.engine().appendEvents(Noted.event(id, i));
        List<TrackedEventMessage<?>> all = delivered(tested.engine());

        assertThat(places(all)).extracting(Place::sequence).containsExactlyElementsOf(upTo(20));
        for (int i = 0; i < 20; i++)
            assertThat(places(delivered(tested.engine(), all.get(i).trackingToken())))
                    .isEqualTo(places(all.subList(i + 1, 20)));
        assertThat(delivered(tested.engine(), tested.engine().createHeadToken()))
                .isEmpty();
        assertThat(delivered(tested.engine(), tested.engine().createTailToken()))
                .hasSize(20);
    }

    private static void rolledBack(EngineUnderTest tested) throws Exception {
        UUID id = aggregate();
        tested.engine().appendEvents(Noted.event(id, 0));
        burnNumbers(tested, 3);
        tested.engine().appendEvents(Noted.event(id, 1));

        assertThat(places(delivered(tested.engine())))
                .extracting(Place::sequence)
                .containsExactly(0L, 1L);
    }

    private static void lateBesideOldTimestamp(EngineUnderTest tested) throws Exception {
        UUID late = aggregate();
        EventStorageEngine reader = tested.engine();
        List<TrackedEventMessage<?>> seen = new ArrayList<>();
        try (OpenTransaction open = new OpenTransaction(tested)) {
            open.engine().appendEvents(Noted.event(late, 0));
            tested.engine()
                    .appendEvents(Noted.event(aggregate(), 0, Instant.now().minusSeconds(61)));
            seen.addAll(delivered(reader));
            open.commit();
        }
        seen.addAll(delivered(reader, lastToken(seen)));

        assertThat(places(seen)).containsExactlyInAnyOrderElementsOf(tested.stored());
    }

    private static void lateBeforeManyOthers(EngineUnderTest tested) throws Exception {
        EventStorageEngine reader = tested.engine();
        List<TrackedEventMessage<?>> seen = new ArrayList<>();
        try (OpenTransaction open = new OpenTransaction(tested)) {
            open.engine().appendEvents(Noted.event(aggregate(), 0));
            UUID busy = aggregate();
            for (int i = 0; i < 21; i++) {
                int first = i * 500;
                tested.engine()
                        .appendEvents(LongStream.range(first, first + 500)
                                .mapToObj(sequence -> Noted.event(busy, sequence))
                                .toList());
            }
            seen.addAll(delivered(reader));
            open.commit();
        }
        seen.addAll(delivered(reader, lastToken(seen)));

        assertThat(places(seen)).containsExactlyInAnyOrderElementsOf(tested.stored());
    }

    private static void writesBeforeItLoads(EngineUnderTest tested) throws Exception {
        UUID id = aggregate();
        EventStorageEngine reader = tested.engine();
        try (OpenTransaction open = new OpenTransaction(tested)) {
            open.writeSomething();
            tested.engine().appendEvents(Noted.event(id, 0));
            long next = open.engine().lastSequenceNumberFor(id.toString()).orElseThrow() + 1;
            open.engine().appendEvents(Noted.event(id, next));
            open.commit();
        }

        assertThat(places(delivered(reader))).extracting(Place::sequence).containsExactly(0L, 1L);
    }

    private static void headToken(EngineUnderTest tested) throws Exception {
        EventStorageEngine reader = tested.engine();
        UUID late = aggregate();
        boolean givenBeforeCommit;
        CompletableFuture<TrackingToken> head;
        try (OpenTransaction open = new OpenTransaction(tested)) {
            open.engine().appendEvents(Noted.event(late, 0));
            tested.engine().appendEvents(Noted.event(aggregate(), 0));
            head = CompletableFuture.supplyAsync(reader::createHeadToken);
            givenBeforeCommit = endsWithin(head, 300);
            open.commit();
        }
        List<TrackedEventMessage<?>> behind = delivered(reader, head.get(10, TimeUnit.SECONDS));

        if (givenBeforeCommit) assertThat(places(behind)).contains(new Place(late.toString(), 0));
        else assertThat(behind).isEmpty();
    }

    private static void largeFirstNumber(EngineUnderTest tested) throws Exception {
        tested.continueNumbersAt(3_000_000);
        UUID id = aggregate();
        tested.engine().appendEvents(Noted.event(id, 0));
        EventStorageEngine reader = tested.engine();
        List<TrackedEventMessage<?>> seen = new ArrayList<>(delivered(reader));
        tested.engine().appendEvents(Noted.event(id, 1));
        seen.addAll(delivered(reader, lastToken(seen)));

        assertThat(places(seen)).extracting(Place::sequence).containsExactly(0L, 1L);
    }

    private static void wokenFromElsewhere(EngineUnderTest tested) throws Exception {
        tested.engine().appendEvents(Noted.event(aggregate(), 0));
        var here = tested.storeThatDoesNotPoll();
        var elsewhere = tested.storeThatDoesNotPoll();
        try (var stream = here.openStream(null)) {
            stream.nextAvailable();
            waitsFor(stream, 300); // until the reader is at rest, whatever it does when it begins
            CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> waitsFor(stream, 3_000));
            elsewhere.publish(Noted.event(aggregate(), 0));

            assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean waitsFor(BlockingStream<?> stream, int millis) {
        try {
            return stream.hasNextAvailable(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void smallToken(EngineUnderTest tested) throws Exception {
        UUID id = aggregate();
        EventStorageEngine engine = tested.engine();
        for (int i = 0; i < MANY_HOLES; i++) {
            burnNumbers(tested, 1);
            engine.appendEvents(Noted.event(id, i));
        }
        TrackingToken token = lastToken(delivered(engine));

        assertThat(EngineUnderTest.serializer().serialize(token, byte[].class).getData().length)
                .isLessThanOrEqualTo(SMALL_BYTES);
    }

    private static void burnNumbers(EngineUnderTest tested, int times) throws Exception {
        for (int i = 0; i < times; i++)
            try (OpenTransaction open = new OpenTransaction(tested)) {
                open.engine().appendEvents(Noted.event(aggregate(), 0));
                open.rollback();
            }
    }

    private static boolean endsWithin(CompletableFuture<?> future, int millis) throws Exception {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static List<TrackedEventMessage<?>> delivered(EventStorageEngine engine) {
        return delivered(engine, null);
    }

    private static List<TrackedEventMessage<?>> delivered(EventStorageEngine engine, TrackingToken after) {
        return new ArrayList<>(engine.readEvents(after, false).toList());
    }

    private static TrackingToken lastToken(List<TrackedEventMessage<?>> seen) {
        return seen.isEmpty() ? null : seen.getLast().trackingToken();
    }

    private static List<Place> places(List<TrackedEventMessage<?>> events) {
        return events.stream()
                .map(event -> place((DomainEventMessage<?>) event))
                .toList();
    }

    private static Place place(DomainEventMessage<?> event) {
        return new Place(event.getAggregateIdentifier(), event.getSequenceNumber());
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }
}

package io.desifans.eventstore;

import static io.desifans.eventstore.EngineContract.delivered;
import static io.desifans.eventstore.EngineContract.lastToken;
import static io.desifans.eventstore.EngineContract.places;
import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** What any engine must do for those who follow its log, clause by clause. */
final class TrackingContract {

    private static final int MANY_HOLES = 100;
    private static final int SMALL_BYTES = 64;

    private TrackingContract() {}

    static Map<String, EngineContract.Clause> clauses() {
        Map<String, EngineContract.Clause> clauses = new LinkedHashMap<>();
        clauses.put("a reader goes on from any token", TrackingContract::anyToken);
        clauses.put("a number that was rolled back is passed", TrackingContract::rolledBack);
        clauses.put("a late commit beside an old timestamp is delivered", TrackingContract::lateBesideOldTimestamp);
        clauses.put("a late commit before 10,000 others is delivered", TrackingContract::lateBeforeManyOthers);
        clauses.put("who writes before it loads keeps the aggregate's order", TrackingContract::writesBeforeItLoads);
        clauses.put("a head token does not pass an open commit", TrackingContract::headToken);
        clauses.put("a new reader reads a log that starts at 3,000,000", TrackingContract::largeFirstNumber);
        clauses.put("a reader in another process is woken", TrackingContract::wokenFromElsewhere);
        clauses.put("a token stays small", TrackingContract::smallToken);
        return clauses;
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

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }
}

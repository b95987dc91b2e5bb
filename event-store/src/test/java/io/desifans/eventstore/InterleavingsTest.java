package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * How long transactions are held open: {@code -Ddesifans.hold-seconds=90}; how many others are committed meanwhile:
 * {@code -Ddesifans.foreign-transactions=1000000}.
 */
class InterleavingsTest {

    private static final Duration HOLD = Duration.ofSeconds(Long.getLong("desifans.hold-seconds", 2));
    private static final int OTHERS = Integer.getInteger("desifans.foreign-transactions", 2_000);
    private static final int EVENTS = 60;
    private static final int HANDLED_BEFORE = 20;
    private static final long SEED = Long.getLong("desifans.seed", 20260301);

    @Test
    void r6_no_event_is_lost_doubled_or_out_of_order_over_two_thousand_foreign_transactions() throws Exception {
        try (EngineUnderTest ours = EngineUnderTest.ours()) {
            Interleavings interleavings = new Interleavings(ours, SEED);
            var engine = (PostgresEventStorageEngine) ours.engine();
            // The writers here wake nobody, so the readers look every other millisecond.
            EventStore store = ours.closedAtEnd(new PostgresEventStore(engine, ours.database(), Duration.ofMillis(2)));
            interleavings.read("ours, waiting", waiting(store.openStream(null)));
            interleavings.read("ours, waiting beside it", waiting(store.openStream(null)));
            interleavings.read("ours, asking, in another process", asking(ours.engine()));

            Map<String, Delivery> deliveries = interleavings.run(HOLD, OTHERS);

            print(interleavings, deliveries);
            assertThat(interleavings.commits()).isGreaterThanOrEqualTo(OTHERS);
            assertThat(deliveries.values()).hasSize(3).allMatch(Delivery::isPerfect);
        }
    }

    @Test
    void r6_the_stock_engine_loses_events_in_the_same_test() throws Exception {
        try (EngineUnderTest stock = EngineUnderTest.stock()) {
            Interleavings interleavings = new Interleavings(stock, SEED);
            interleavings.read("stock, asking", asking(stock.engine()));

            Map<String, Delivery> deliveries = interleavings.run(HOLD, OTHERS);

            print(interleavings, deliveries);
            assertThat(deliveries.get("stock, asking").lost()).isPositive();
        }
    }

    /** Without readers of ours: the ids that they draw would hide the flaw of the second for a while. */
    @Test
    void r6_a_reader_with_one_thing_wrong_is_caught_by_the_same_test() throws Exception {
        try (EngineUnderTest ours = EngineUnderTest.ours()) {
            Interleavings interleavings = new Interleavings(ours, SEED);
            interleavings.read("ordered by transaction", Saboteurs.orderedByTransaction(ours.database()));
            interleavings.read("fenced by pg_snapshot_xmax", Saboteurs.fencedBySnapshotEnd(ours.database()));

            Map<String, Delivery> deliveries = interleavings.run(Duration.ofSeconds(1), OTHERS / 4);

            print(interleavings, deliveries);
            assertThat(deliveries.get("ordered by transaction").outOfOrder()).isPositive();
            assertThat(deliveries.get("fenced by pg_snapshot_xmax").lost()).isPositive();
        }
    }

    /** Its events all go to one segment, but which one is another matter in each process. */
    @Test
    void r6_the_stock_sequential_policy_on_two_segments_loses_events_when_a_restart_moves_them() throws Exception {
        assertThat(afterRestart(Segments.SAME).isPerfect()).isTrue();
        assertThat(afterRestart(Segments.OTHER).lost()).isEqualTo(EVENTS - HANDLED_BEFORE);
    }

    /** Where the events go after the restart: where they went before it, or elsewhere. */
    private enum Segments {
        SAME,
        OTHER
    }

    private static Delivery afterRestart(Segments then) throws Exception {
        try (EngineUnderTest stock = EngineUnderTest.stock()) {
            UUID id = EngineUnderTest.aggregate();
            for (int i = 0; i < EVENTS; i++) stock.engine().appendEvents(Noted.event(id, i));
            StockProcessor processor = new StockProcessor(stock.storeThatDoesNotPoll());
            int other = 1 - StockProcessor.segment(new SequentialPolicy());
            processor.run(new SequentialPolicy(), HANDLED_BEFORE, List.of(other));
            int wanted = then == Segments.SAME ? 1 - other : other;
            processor.run(StockProcessor.sequentialAfterRestart(wanted), EVENTS, List.of(0, 1));
            return Delivery.of(stock.stored(), processor.delivered());
        }
    }

    private static Interleavings.Reader waiting(BlockingStream<TrackedEventMessage<?>> stream) {
        return () -> {
            List<Place> places = new ArrayList<>();
            while (stream.hasNextAvailable(places.isEmpty() ? 5 : 0, TimeUnit.MILLISECONDS))
                places.add(place(stream.nextAvailable()));
            return places;
        };
    }

    private static Interleavings.Reader asking(EventStorageEngine engine) {
        TrackingToken[] last = {null};
        return () -> {
            List<? extends TrackedEventMessage<?>> events =
                    engine.readEvents(last[0], false).toList();
            if (!events.isEmpty()) last[0] = events.getLast().trackingToken();
            return events.stream().map(InterleavingsTest::place).toList();
        };
    }

    private static Place place(TrackedEventMessage<?> event) {
        DomainEventMessage<?> message = (DomainEventMessage<?>) event;
        return new Place(message.getAggregateIdentifier(), message.getSequenceNumber());
    }

    private static void print(Interleavings interleavings, Map<String, Delivery> deliveries) {
        StringBuilder table = new StringBuilder(Delivery.header());
        deliveries.forEach((reader, delivery) -> table.append(delivery.row(reader)));
        LoggerFactory.getLogger("figures").info(table + interleavings.summary());
    }
}

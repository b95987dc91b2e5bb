package io.desifans.eventstore;

import static io.desifans.eventstore.EngineContract.delivered;
import static io.desifans.eventstore.EngineContract.place;
import static io.desifans.eventstore.EngineContract.places;
import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/** What any engine must do with what is appended, clause by clause. */
final class AppendContract {

    private AppendContract() {}

    static Map<String, EngineContract.Clause> clauses() {
        Map<String, EngineContract.Clause> clauses = new LinkedHashMap<>();
        clauses.put("an event comes back as it was stored", AppendContract::roundTrip);
        clauses.put("times are kept in whole milliseconds", AppendContract::milliseconds);
        clauses.put("the events of a commit keep their order", AppendContract::orderWithinCommit);
        clauses.put("a taken place in an aggregate is a conflict", AppendContract::conflict);
        clauses.put("an aggregate made twice is a conflict", AppendContract::conflictAtCreation);
        clauses.put("a commit is stored whole or not at all", AppendContract::allOrNothing);
        clauses.put("an append is one round trip", AppendContract::oneRoundTrip);
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
}

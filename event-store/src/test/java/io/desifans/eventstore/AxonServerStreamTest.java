package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.test.TestAxonServer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AxonServerStreamTest {

    private final AxonServerClient client = new AxonServerClient(TestAxonServer.empty(), "");
    private final UUID notebook = UUID.randomUUID();
    private volatile boolean unreadable = true;

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void an_event_that_cannot_be_read_hides_none_before_it_and_is_tried_again() throws Exception {
        EventUpcaster upcaster = events -> events.peek(this::refuseTheThird);
        var engine = new AxonServerEventStorageEngine(
                client::events, EngineUnderTest.serializer(), upcaster, Snapshots.NONE);
        for (int i = 0; i < 5; i++) engine.appendEvents(Noted.event(notebook, i));

        try (AxonServerStream stream = new AxonServerStream(engine, LogPosition.START)) {
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new LogPosition(0, 1));
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new LogPosition(0, 2));
            for (int i = 0; i < 2; i++)
                assertThatThrownBy(() -> stream.hasNextAvailable(5, TimeUnit.SECONDS))
                        .hasMessage("cannot be read");
            unreadable = false;
            for (int i = 3; i <= 5; i++)
                assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new LogPosition(0, i));
            assertThat(stream.hasNextAvailable()).isFalse();
            engine.appendEvents(Noted.event(notebook, 5));
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new LogPosition(0, 6));
        }
    }

    private void refuseTheThird(IntermediateEventRepresentation event) {
        if (unreadable && event.getSequenceNumber().orElseThrow() == 2)
            throw new IllegalStateException("cannot be read");
    }

    @Test
    void an_event_is_stored_the_same_on_both_stores() throws Exception {
        DomainEventMessage<Noted> event =
                Noted.event(notebook, 0, Instant.parse("2026-03-01T10:20:30.456Z"), "नमस्ते \" \\ 🎉 1.0");
        var engine = new AxonServerEventStorageEngine(
                client::events, EngineUnderTest.serializer(), NoOpEventUpcaster.INSTANCE, Snapshots.NONE);
        engine.appendEvents(List.of(event));
        try (AxonServerStream stream = new AxonServerStream(engine, LogPosition.START);
                EngineUnderTest postgres = EngineUnderTest.ours()) {
            StoredEvent onAxonServer = ((UnlistedEvent<?>) stream.nextAvailable()).stored();
            postgres.engine().appendEvents(List.of(event));
            StoredEvent onPostgres = ((PostgresEventStorageEngine) postgres.engine())
                    .page(LogPosition.START, 1)
                    .events()
                    .getFirst();
            assertThat(inOneForm(onAxonServer)).isEqualTo(inOneForm(onPostgres));
            assertThat(onAxonServer.payload())
                    .isEqualTo(NewEvent.of(event, EngineUnderTest.serializer()).payload());
        }
    }

    /** PostgreSQL gives JSON back with blanks of its own. */
    private static StoredEvent inOneForm(StoredEvent event) {
        return new StoredEvent(
                event.position(),
                event.aggregateId(),
                event.sequence(),
                event.aggregateType(),
                event.eventId(),
                event.name(),
                event.revision(),
                event.time(),
                EventJson.MAPPER.readTree(event.payload()).toString(),
                EventJson.MAPPER.readTree(event.metadata()).toString());
    }

    @Test
    void a_position_that_is_not_in_the_log_is_refused() {
        var log = new AxonServerEventLog(
                client, EngineUnderTest.serializer(), NoOpEventUpcaster.INSTANCE, Snapshots.NONE);
        assertThatThrownBy(() -> log.openStream(new LogPosition(0, 1))).isInstanceOf(UnknownPosition.class);
        assertThatThrownBy(() -> log.openStream(new LogPosition(1, 0))).isInstanceOf(UnknownPosition.class);
    }
}

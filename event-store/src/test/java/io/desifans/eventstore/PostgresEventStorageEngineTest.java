package io.desifans.eventstore;

import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresEventStorageEngineTest {

    private final EngineUnderTest log = EngineUnderTest.ours();
    private final PostgresEventStorageEngine engine = (PostgresEventStorageEngine) log.engine();

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void an_append_leaves_its_position_in_the_thread_once() {
        UUID id = aggregate();
        engine.appendEvents(Noted.event(id, 0), Noted.event(id, 1));

        assertThat(AppendedPosition.takeFromThread()).contains(new LogPosition(0, 2));
        assertThat(AppendedPosition.takeFromThread()).isEmpty();
        assertThat(engine.lastVisible()).isEqualTo(new LogPosition(0, 2));
    }

    @Test
    void a_refused_append_leaves_no_position() {
        UUID id = aggregate();
        engine.appendEvents(Noted.event(id, 0));
        AppendedPosition.takeFromThread();

        assertThatThrownBy(() -> engine.appendEvents(Noted.event(id, 0))).isInstanceOf(ConcurrencyException.class);

        assertThat(AppendedPosition.takeFromThread()).isEmpty();
    }

    @Test
    void what_json_cannot_keep_is_refused_and_not_quoted() throws Exception {
        for (String text : new String[] {"secret\0", "secret\ud83c", "\udf89secret", "\ud83c\ud83csecret"})
            assertThatThrownBy(() -> engine.appendEvents(Noted.event(aggregate(), 0, Instant.now(), text)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("JSON")
                    .hasNoCause()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("secret");

        assertThat(log.stored()).isEmpty();
    }

    @Test
    void events_of_no_aggregate_and_identifiers_that_are_no_uuid_are_refused() {
        assertThatThrownBy(() -> engine.appendEvents(GenericEventMessage.asEventMessage(new Noted("", 0))))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("no aggregate");
        assertThatThrownBy(() -> engine.appendEvents(
                        new GenericDomainEventMessage<>("Notebook", "1-1-1-1-1", 0, new Noted("", 0))))
                .isInstanceOf(EventStoreException.class)
                .hasMessage("io.desifans.eventstore.Noted: its aggregate identifier is not a UUID");
        assertThat(engine.readEvents("no uuid", 0).hasNext()).isFalse();
        assertThat(engine.lastSequenceNumberFor("no uuid")).isEmpty();
    }

    @Test
    void a_lost_connection_is_told_as_an_unknown_outcome_that_may_be_repeated() throws Exception {
        try (OpenTransaction broken = new OpenTransaction(log)) {
            broken.breakConnection();

            assertThatThrownBy(() -> broken.engine().appendEvents(Noted.event(aggregate(), 0)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("not known")
                    .matches(TransientFailure::is);
        }
    }

    @Test
    void a_connection_inside_a_transaction_is_refused() throws Exception {
        var transactions = new JdbcTransactions(log.database());
        var inTransaction = log.engineOn(
                OpenTransaction.proxy(javax.sql.DataSource.class, (method, arguments) -> transactions.getConnection()));

        transactions.executeInTransaction(
                () -> assertThatThrownBy(() -> inTransaction.appendEvents(Noted.event(aggregate(), 0)))
                        .isInstanceOf(EventStoreException.class)
                        .hasMessageContaining("autocommit"));
    }

    @Test
    void a_token_of_an_older_epoch_goes_on_up_to_the_end_of_that_epoch_and_no_further() throws Exception {
        UUID id = aggregate();
        engine.appendEvents(Noted.event(id, 0), Noted.event(id, 1));
        log.execute("update event_store.log_epoch set epoch = 1");
        log.continueNumbersAt(3);
        engine.appendEvents(Noted.event(id, 2));

        assertThat(engine.readEvents(new LogPosition(0, 1), false)).hasSize(2);
        assertThat(engine.readEvents(new LogPosition(0, 2), false))
                .singleElement()
                .satisfies(event -> assertThat(event.trackingToken()).isEqualTo(new LogPosition(1, 3)));
        assertThat(engine.readEvents(new LogPosition(1, 3), false)).isEmpty();
        for (LogPosition unknown :
                new LogPosition[] {new LogPosition(0, 3), new LogPosition(1, 4), new LogPosition(2, 1)})
            assertThatThrownBy(() -> engine.readEvents(unknown, false)).isInstanceOf(UnknownPosition.class);
    }

    @Test
    void a_hole_is_not_passed_while_its_transaction_is_open_and_the_wait_has_an_age() throws Exception {
        UUID late = aggregate();
        try (OpenTransaction open = new OpenTransaction(log)) {
            engine.appendEvents(Noted.event(aggregate(), 0));
            open.engine().appendEvents(Noted.event(late, 0));
            engine.appendEvents(Noted.event(aggregate(), 0));

            assertThat(engine.readEvents(null, false)).hasSize(1);
            assertThat(engine.horizonAge()).isPositive();
            open.rollback();
        }

        assertThat(engine.horizonAge()).isEqualTo(Duration.ZERO);
        assertThat(engine.readEvents(null, false)).hasSize(2);
    }

    @Test
    void numbers_without_a_hole_are_read_while_any_other_transaction_is_open() throws Exception {
        try (OpenTransaction open = new OpenTransaction(log)) {
            open.writeSomething();
            for (int i = 0; i < 3; i++) engine.appendEvents(Noted.event(aggregate(), 0));

            assertThat(engine.readEvents(null, false)).hasSize(3);
        }
    }

    @Test
    void a_token_at_a_time_stands_before_every_event_of_that_time_or_later() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        engine.appendEvents(Noted.event(aggregate(), 0, noon.minusSeconds(1)));
        engine.appendEvents(Noted.event(aggregate(), 0, noon.plusSeconds(9)));
        engine.appendEvents(Noted.event(aggregate(), 0, noon.minusSeconds(2)));
        engine.appendEvents(Noted.event(aggregate(), 0, noon));

        assertThat(engine.createTokenAt(noon)).isEqualTo(new LogPosition(0, 1));
        assertThat(engine.createTokenAt(noon.plusSeconds(60))).isEqualTo(new LogPosition(0, 4));
    }

    @Test
    void the_log_is_readable_json() throws Exception {
        engine.appendEvents(Noted.event(aggregate(), 0, Instant.parse("2026-03-01T12:00:00Z"), "नमस्ते"));

        try (var connection = log.database().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("select payload->>'text', metadata->>'actor', revision from event_store.event")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("नमस्ते");
            assertThat(row.getString(2)).isEqualTo("tester");
            assertThat(row.getString(3)).isEqualTo("1");
        }
    }
}

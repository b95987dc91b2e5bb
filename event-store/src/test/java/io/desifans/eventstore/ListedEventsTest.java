package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.test.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class ListedEventsTest {

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
    private final UUID aggregate = UUID.randomUUID();

    @Test
    void an_event_of_another_log_is_written_once_with_its_own_position() throws SQLException {
        add(unlisted(41), unlisted(43));
        add(unlisted(43), unlisted(44));
        assertThat(Sql.texts(
                        database,
                        "select seq || ' ' || sequence || ' ' || name || ' ' || time::text || ' ' || (metadata ->> 'actor')"
                                + " from event_store.event order by seq"))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("41 41 BankDetailsVerified 2026-03-01 10:20:30.456");
    }

    @Test
    void an_event_of_the_log_in_this_database_is_there_already() throws SQLException {
        TrackedEventMessage<?> own =
                new GenericTrackedDomainEventMessage<>(new LogPosition(0, 7), Noted.event(aggregate, 0, Instant.now()));
        add(own);
        assertThat(Sql.texts(database, "select seq::text from event_store.event"))
                .isEmpty();
    }

    @Test
    void what_concerns_a_person_is_asked_for_only_up_to_where_it_is_listed() throws SQLException {
        Sql.run(database, "update event_store.log_epoch set kept_by = 'axon-server'");
        add(unlisted(1));
        EventSubjects subjects = new EventSubjects(database);
        assertThatThrownBy(() -> subjects.concerning("asha", BankDetailsVerified.class, new LogPosition(0, 1)))
                .isInstanceOf(StoreUnreachable.class);
        Sql.run(database, "insert into event_store.token (name, epoch, seq) values ('read-models', 0, 1)");
        assertThat(subjects.concerning("asha", BankDetailsVerified.class, new LogPosition(0, 1)))
                .singleElement()
                .satisfies(payload ->
                        assertThat(payload.path("creatorId").stringValue()).isEqualTo("asha"));
    }

    private void add(TrackedEventMessage<?>... events) throws SQLException {
        try (Connection connection = database.getConnection()) {
            ListedEvents.add(connection, List.of(events));
        }
    }

    private UnlistedEvent<?> unlisted(long number) {
        StoredEvent stored = new StoredEvent(
                new LogPosition(0, number),
                aggregate.toString(),
                number,
                "Creator",
                UUID.randomUUID().toString(),
                "BankDetailsVerified",
                "1",
                Instant.parse("2026-03-01T10:20:30.456Z"),
                "{\"creatorId\":\"asha\"}",
                "{\"actor\":\"x\",\"subjects\":\"asha\"}");
        return new UnlistedEvent<>(
                new GenericTrackedDomainEventMessage<>(
                        stored.position(), Noted.event(aggregate, number, stored.time())),
                stored);
    }
}

package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.creator.CreatorEvent.CreatorRegistered;
import io.desifans.test.TestDatabase;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class EventSubjectsTest {

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);

    @Test
    void each_person_of_the_events_of_one_kind_comes_once() {
        var names = StoredNames.ofAllFamilies();
        var keys = new PersonKeys(database, MasterKeys.ANY);
        var serializer = new EventSerializer(names);
        var engine = new PostgresEventStorageEngine(
                database, serializer, Upcasters.after(new PersonalDataOpening(keys, serializer)));
        try (PostgresEventStore store = new PostgresEventStore(engine, database)) {
            store.registerDispatchInterceptor(new PersonalDataSealing(names, keys));
            for (String creator : new String[] {"ravi", "meera", "ravi"})
                publish(store, new BankDetailsVerified(creator));
            publish(store, new CreatorRegistered("asha", "Asha"));
        }
        assertThat(new EventSubjects(database).of(BankDetailsVerified.class)).containsExactly("meera", "ravi");
    }

    private static void publish(PostgresEventStore store, Event event) {
        String id = UUID.randomUUID().toString();
        store.publish(new GenericDomainEventMessage<>("Creator", id, 0, event, Map.of("actor", "x")));
    }
}

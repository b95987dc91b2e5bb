package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.test.TestDatabase;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots in PostgreSQL: what they hold, when they go, and what they cost. */
class SnapshotsTest {

    private static final UUID ID = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final SnapshotTypes TYPES = SnapshotTypes.of(List.of(Notebook.class));

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
    private final PersonKeys keys = new PersonKeys(database, MasterKeys.ANY);
    private final StoredNames names = StoredNames.ofAllFamilies();
    private final PostgresEventStore store = new PostgresEventStore(
            new PostgresEventStorageEngine(
                    database,
                    new EventSerializer(names),
                    Upcasters.after(new PersonalDataOpening(keys, new EventSerializer(names))),
                    new Snapshots(TYPES, keys::forOpening)),
            database);

    @AfterEach
    void close() {
        store.close();
    }

    private void meeraRegisteredAndRaviCommented() {
        store.registerDispatchInterceptor(new PersonalDataSealing(names, keys));
        store.publish(
                message(0, new UserRegistered("meera", "Meera Nair", "meera@example.test", null, false, "user", "e")),
                message(1, new CommentWritten(ID, ID, "ravi", "so lovely", null)));
    }

    private static GenericDomainEventMessage<?> message(long sequence, Object event) {
        return new GenericDomainEventMessage<>("Notebook", ID.toString(), sequence, event);
    }

    private void takeSnapshot() {
        List<? extends DomainEventMessage<?>> history =
                store.readEvents(ID.toString()).asStream().toList();
        store.storeSnapshot(Snapshots.of(new Notebook(ID, List.of("Meera Nair", "so lovely")), history));
    }

    private List<String> table() {
        return Sql.texts(database, "select s::text from event_store.snapshot s");
    }

    private Class<?> firstRead() {
        return store.readEvents(ID.toString()).next().getPayloadType();
    }

    @Test
    void nothing_personal_lies_in_clear_and_all_persons_of_the_events_have_their_key_in_it() {
        meeraRegisteredAndRaviCommented();
        takeSnapshot();
        assertThat(table())
                .singleElement()
                .asString()
                .contains(PersonKeys.keyId("meera").toString())
                .contains(PersonKeys.keyId("ravi").toString())
                .doesNotContain("Meera Nair")
                .doesNotContain("lovely");
        assertThat(firstRead()).isEqualTo(Notebook.class);
    }

    @Test
    void a_snapshot_taken_from_a_snapshot_is_about_the_same_persons() {
        meeraRegisteredAndRaviCommented();
        takeSnapshot();
        store.publish(message(2, new CommentWritten(ID, ID, "asha", "indeed", null)));
        takeSnapshot();
        assertThat(Sql.texts(database, "select unnest(key_ids)::text from event_store.snapshot"))
                .containsExactlyInAnyOrder(
                        PersonKeys.keyId("meera").toString(),
                        PersonKeys.keyId("ravi").toString(),
                        PersonKeys.keyId("asha").toString());
        assertThat(store.readEvents(ID.toString()).asStream()).hasSize(1);
    }

    @Test
    void it_goes_with_the_key_of_any_person_in_it_and_none_comes_after() {
        meeraRegisteredAndRaviCommented();
        takeSnapshot();
        Sql.run(database, "create table backup as select * from event_store.snapshot");
        List<? extends DomainEventMessage<?>> readBefore =
                store.readEvents(ID.toString(), 0).asStream().toList();
        readBefore.forEach(DomainEventMessage::getPayload);

        keys.destroy(PersonKeys.keyId("ravi"));
        assertThat(table()).isEmpty();

        store.storeSnapshot(Snapshots.of(new Notebook(ID, List.of("so lovely")), readBefore));
        assertThat(table()).isEmpty();

        Sql.run(database, "insert into event_store.snapshot select * from backup");
        assertThat(firstRead()).isEqualTo(UserRegistered.class);
        assertThat(store.readEvents(ID.toString()).asStream().toList().getLast().getPayload())
                .isEqualTo(new CommentWritten(ID, ID, "ravi", null, null));
    }

    @Test
    void a_node_that_still_remembers_a_destroyed_key_stores_none_under_it() {
        meeraRegisteredAndRaviCommented();
        assertThat(store.readEvents(ID.toString()).asStream()).hasSize(2);
        new PersonKeys(database, MasterKeys.ANY).destroy(PersonKeys.keyId("ravi"));
        takeSnapshot();
        assertThat(table()).isEmpty();
    }

    @Test
    void what_is_no_snapshot_any_more_is_passed_over() {
        meeraRegisteredAndRaviCommented();
        takeSnapshot();
        for (String broken : List.of("{}", "no json", "null", "[]")) {
            Sql.run(database, "update event_store.snapshot set state = '" + broken + "'");
            assertThat(firstRead()).isEqualTo(UserRegistered.class);
        }
    }

    @Test
    void an_older_one_does_not_take_the_place_of_a_newer() {
        meeraRegisteredAndRaviCommented();
        List<? extends DomainEventMessage<?>> all =
                store.readEvents(ID.toString(), 0).asStream().toList();
        takeSnapshot();
        store.storeSnapshot(Snapshots.of(new Notebook(ID, List.of("late")), all.subList(0, 1)));
        assertThat(Sql.texts(database, "select sequence::text from event_store.snapshot"))
                .containsExactly("1");
    }

    @Test
    void a_creation_is_one_statement_and_an_update_two_with_or_without_a_snapshot() {
        RoundTrips trips = new RoundTrips(database);
        var counted = new PostgresEventStore(
                new PostgresEventStorageEngine(
                        trips.counted(),
                        EngineUnderTest.serializer(),
                        NoOpEventUpcaster.INSTANCE,
                        new Snapshots(TYPES, keys::forOpening)),
                database);
        EventSourcingRepository<Notebook> notebooks = EventSourcingRepository.builder(Notebook.class)
                .eventStore(counted)
                .build();

        assertThat(statements(trips, () -> notebooks.newInstance(() -> Notebook.opened(ID))))
                .isEqualTo(1);
        assertThat(statements(trips, () -> load(notebooks).execute(notebook -> notebook.note("one"))))
                .isEqualTo(2);
        var history = counted.readEvents(ID.toString()).asStream().toList();
        counted.storeSnapshot(Snapshots.of(new Notebook(ID, List.of(ID.toString(), "one")), history));
        assertThat(statements(
                        trips,
                        () -> load(notebooks).execute(notebook -> {
                            assertThat(notebook.notes()).containsExactly(ID.toString(), "one");
                            notebook.note("two");
                        })))
                .isEqualTo(2);
        assertThat(counted.readEvents(ID.toString()).asStream().map(event -> event.getPayloadType()))
                .isEqualTo(List.of(Notebook.class, Noted.class));
    }

    private static org.axonframework.modelling.command.Aggregate<Notebook> load(
            EventSourcingRepository<Notebook> notebooks) {
        return notebooks.load(ID.toString());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static int statements(RoundTrips trips, Work work) {
        int before = trips.number();
        var command = DefaultUnitOfWork.startAndGet(null);
        command.execute(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        return trips.number() - before;
    }

    @Test
    void code_has_another_revision_as_soon_as_anything_it_uses_is_compiled_otherwise() {
        String revision = new CodeRevision(CodeRevision::compiled).of(Notebook.class);
        assertThat(new CodeRevision(CodeRevision::compiled).of(Notebook.class)).isEqualTo(revision);
        assertThat(new CodeRevision(CodeRevision::compiled).of(Noted.class)).isNotEqualTo(revision);
        // the record of its event, which the aggregate only mentions, with one constant more
        assertThat(new CodeRevision(name -> name.endsWith("/Noted") ? other(name) : CodeRevision.compiled(name))
                        .of(Notebook.class))
                .isNotEqualTo(revision);
    }

    private static byte[] other(String name) {
        var writer = new org.springframework.asm.ClassWriter(0);
        new org.springframework.asm.ClassReader(CodeRevision.compiled(name)).accept(writer, 0);
        writer.newConst("another");
        return writer.toByteArray();
    }
}

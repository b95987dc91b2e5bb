package io.desifans.eventstore;

import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;

/** What both of our engines must do with snapshots, clause by clause. */
final class SnapshotContract {

    private static final UUID MEERA = PersonKeys.keyId("meera");
    private static final UUID RAVI = PersonKeys.keyId("ravi");
    private static final SnapshotTypes TYPES = SnapshotTypes.of(List.of(Notebook.class));

    private SnapshotContract() {}

    static Map<String, EngineContract.Clause> clauses() {
        Map<String, EngineContract.Clause> clauses = new LinkedHashMap<>();
        clauses.put("an aggregate comes from its snapshot and what came after", SnapshotContract::snapshotAndTail);
        clauses.put("all its events can be read all the same", SnapshotContract::events);
        clauses.put("of two snapshots the newer counts", SnapshotContract::newest);
        clauses.put("a snapshot of other code is passed over", SnapshotContract::otherCode);
        clauses.put("a snapshot from beyond the log is passed over", SnapshotContract::beyondTheLog);
        clauses.put("a snapshot of another history is passed over", SnapshotContract::anotherHistory);
        clauses.put("any of its keys destroyed, a snapshot is passed over", SnapshotContract::keyDestroyed);
        clauses.put("a snapshot that does not open is passed over", SnapshotContract::doesNotOpen);
        clauses.put("a snapshot in clear for want of a mark is refused", SnapshotContract::unmarked);
        return clauses;
    }

    /** One node, and the keys that it sees. */
    private static final class Node {

        final Map<UUID, Optional<SecretKey>> keys = new HashMap<>();
        final EventStore store;

        Node(EngineUnderTest tested, SnapshotTypes types) {
            keys.put(MEERA, Optional.of(AesGcm.key(AesGcm.random(AesGcm.KEY_BYTES))));
            keys.put(RAVI, Optional.of(AesGcm.key(AesGcm.random(AesGcm.KEY_BYTES))));
            store = tested.storeWith(new Snapshots(types, ids -> keys::get));
        }

        List<? extends DomainEventMessage<?>> loaded(UUID id) {
            return store.readEvents(id.toString()).asStream().toList();
        }

        /** Taken after this event, under the keys of both persons. */
        void snapshot(DomainEventMessage<?> last, String note) {
            Notebook notebook = new Notebook(UUID.fromString(last.getAggregateIdentifier()), List.of(note));
            store.storeSnapshot(Snapshots.of(notebook, List.of(last.andMetaData(Map.of("keys", MEERA + "," + RAVI)))));
        }
    }

    private static List<DomainEventMessage<Noted>> stored(Node node, UUID id, int number) {
        List<DomainEventMessage<Noted>> events = IntStream.range(0, number)
                .mapToObj(sequence -> Noted.event(id, sequence))
                .toList();
        node.store.publish(events);
        return events;
    }

    private static List<Long> sequences(List<? extends DomainEventMessage<?>> messages) {
        return messages.stream().map(DomainEventMessage::getSequenceNumber).toList();
    }

    private static void snapshotAndTail(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        List<DomainEventMessage<Noted>> events = stored(node, id, 5);
        node.snapshot(events.get(2), "kept");

        var loaded = node.loaded(id);
        assertThat(sequences(loaded)).containsExactly(2L, 3L, 4L);
        Notebook notebook = (Notebook) loaded.getFirst().getPayload();
        assertThat(notebook.notes()).containsExactly("kept");
        assertThat(notebook.first()).isEqualTo(id);
        assertThat(loaded.getLast().getPayload()).isEqualTo(new Noted("noted", 4));
        assertThat(node.store.readEvents(id.toString()).asStream().count()).isEqualTo(3);

        node.snapshot(events.get(4), "all");
        var only = node.store.readEvents(id.toString());
        assertThat(sequences(List.of(only.next()))).containsExactly(4L);
        assertThat(only.hasNext()).isFalse();
        assertThat(only.getLastSequenceNumber()).isEqualTo(4);
    }

    private static void events(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        node.snapshot(stored(node, id, 3).getLast(), "kept");
        assertThat(node.store.readEvents(id.toString(), 0).asStream())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.getPayload()).isInstanceOf(Noted.class));
    }

    private static void newest(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        List<DomainEventMessage<Noted>> events = stored(node, id, 5);
        node.snapshot(events.get(1), "first");
        node.snapshot(events.get(3), "second");
        assertThat(sequences(node.loaded(id))).containsExactly(3L, 4L);
    }

    private static void otherCode(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        List<DomainEventMessage<Noted>> events = stored(node, id, 3);
        node.snapshot(events.getLast(), "kept");
        Node upgraded = new Node(
                tested, new SnapshotTypes(Map.of("Notebook", new SnapshotTypes.Type(Notebook.class, "another"))));
        upgraded.keys.putAll(node.keys);

        assertThat(sequences(upgraded.loaded(id))).containsExactly(0L, 1L, 2L);
        upgraded.snapshot(events.get(1), "of the new code");
        assertThat(sequences(upgraded.loaded(id))).endsWith(2L);
    }

    private static void beyondTheLog(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        stored(node, id, 2);
        storedOrRefused(() -> node.snapshot(Noted.event(id, 5), "from before the restore"));
        assertThat(sequences(node.loaded(id))).containsExactly(0L, 1L);
    }

    /** Axon Server takes none from beyond its log; one may all the same have been there before a restore. */
    private static void storedOrRefused(Runnable snapshot) {
        try {
            snapshot.run();
        } catch (ConcurrencyException refused) {
            assertThat(refused).hasMessageContaining("first");
        }
    }

    private static void anotherHistory(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        stored(node, id, 3);
        node.snapshot(Noted.event(id, 1), "from before the restore");
        assertThat(sequences(node.loaded(id))).containsExactly(0L, 1L, 2L);
    }

    private static void keyDestroyed(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        List<DomainEventMessage<Noted>> events = stored(node, id, 3);
        for (UUID key : List.of(MEERA, RAVI)) {
            node.snapshot(events.getLast(), "about both");
            assertThat(node.loaded(id)).hasSize(1);
            Optional<SecretKey> destroyed = node.keys.put(key, Optional.empty());
            assertThat(sequences(node.loaded(id))).containsExactly(0L, 1L, 2L);
            node.snapshot(events.getLast(), "nothing is stored");
            node.keys.put(key, destroyed);
            assertThat(((Notebook) node.loaded(id).getFirst().getPayload()).notes())
                    .containsExactly("about both");
        }
    }

    private static void doesNotOpen(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        UUID id = aggregate();
        node.snapshot(stored(node, id, 3).getLast(), "kept");
        assertThat(new Node(tested, TYPES).loaded(id)).hasSize(3);
        node.keys.remove(MEERA);
        assertThat(node.loaded(id)).hasSize(3);
    }

    private static void unmarked(EngineUnderTest tested) {
        Node node = new Node(tested, TYPES);
        Notebook notebook = new Notebook(aggregate(), List.of());
        assertThat(catchThrowable(() -> node.store.storeSnapshot(
                        new GenericDomainEventMessage<>("Notebook", aggregate().toString(), 1, notebook))))
                .hasMessageContaining("whom");
    }
}

package io.desifans.eventstore;

import io.desifans.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Turns aggregates into snapshots and back. A snapshot with personal data is sealed under one after the other of the keys of
 * all persons they are about, so that it is gone with the first of these keys. What cannot be read is no snapshot, and never
 * an error: the events decide.
 */
public final class Snapshots {

    /** For a log whose snapshots nobody takes or reads. */
    static final Snapshots NONE = new Snapshots(SnapshotTypes.NONE, keyIds -> keyId -> Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final String KEYS = "keys";

    private final SnapshotTypes types;
    private final Function<Collection<UUID>, Function<UUID, Optional<SecretKey>>> keys;

    /** @param keys gives, for some key ids, nothing for those of destroyed keys */
    Snapshots(SnapshotTypes types, Function<Collection<UUID>, Function<UUID, Optional<SecretKey>>> keys) {
        this.types = types;
        this.keys = keys;
    }

    /**
     * A snapshot that can be stored.
     *
     * @param aggregate as it is after the last of these events
     * @param history its events in order; in place of the first of them a snapshot, if it was read from one
     */
    public static DomainEventMessage<?> of(Object aggregate, List<? extends DomainEventMessage<?>> history) {
        DomainEventMessage<?> last = history.getLast();
        String keyIds = history.stream()
                .flatMap(Snapshots::keyIds)
                .map(UUID::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(","));
        return new GenericDomainEventMessage<>(
                last.getType(),
                last.getAggregateIdentifier(),
                last.getSequenceNumber(),
                aggregate,
                Map.of(KEYS, keyIds),
                last.getIdentifier(),
                last.getTimestamp());
    }

    private static Stream<UUID> keyIds(DomainEventMessage<?> message) {
        if (message.getPayload() instanceof Event event)
            return EventForm.of(event.getClass()).personsOfData(event).map(PersonKeys::keyId);
        return listed((String) message.getMetaData().getOrDefault(KEYS, ""));
    }

    /** Key ids from one text, in their order. */
    static Stream<UUID> listed(String keyIds) {
        return Arrays.stream(keyIds.split(",")).filter(id -> !id.isEmpty()).map(UUID::fromString);
    }

    /** What is to be stored; nothing for an aggregate of which none are kept, or if a person in it is erased meanwhile. */
    Optional<StoredSnapshot> sealed(DomainEventMessage<?> snapshot) {
        if (!(snapshot.getMetaData().get(KEYS) instanceof String listed))
            throw new EventStoreException("a snapshot that does not tell whom it is about cannot be stored");
        Object aggregate = snapshot.getPayload();
        List<UUID> keyIds = listed(listed).toList();
        return types.revisionOf(aggregate.getClass())
                .flatMap(revision -> sealed(aggregate, keyIds, snapshot.getIdentifier(), revision)
                        .map(state -> new StoredSnapshot(
                                snapshot.getAggregateIdentifier(),
                                snapshot.getSequenceNumber(),
                                snapshot.getIdentifier(),
                                aggregate.getClass().getSimpleName(),
                                revision,
                                keyIds,
                                state.toString())));
    }

    private Optional<JsonNode> sealed(Object aggregate, List<UUID> keyIds, String eventId, String revision) {
        Function<UUID, Optional<SecretKey>> found = keys.apply(keyIds);
        JsonNode state = AggregateJson.MAPPER.valueToTree(aggregate);
        for (UUID keyId : keyIds) {
            Optional<SecretKey> key = found.apply(keyId);
            if (key.isEmpty()) return Optional.empty();
            byte[] nonce = AesGcm.random(AesGcm.NONCE_BYTES);
            state = SealedValue.seal(key.get(), keyId, eventId, field(revision), nonce, state);
        }
        return Optional.of(state);
    }

    /** The aggregate as the first message of its stream; nothing if it cannot be had from this. @param at UTC */
    Optional<DomainEventMessage<?>> opened(StoredSnapshot stored, Instant at) {
        try {
            return types.classOf(stored.name(), stored.revision())
                    .flatMap(type -> state(stored).map(state -> AggregateJson.MAPPER.treeToValue(state, type)))
                    .map(aggregate -> message(stored, aggregate, at));
        } catch (RuntimeException e) {
            LOG.warn(
                    "A snapshot of a {} cannot be read, its events are: {}",
                    stored.name(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<JsonNode> state(StoredSnapshot stored) {
        Function<UUID, Optional<SecretKey>> found = keys.apply(stored.keyIds());
        Optional<JsonNode> state = Optional.of(EventJson.MAPPER.readTree(stored.state()));
        for (int layer = 0; layer < stored.keyIds().size(); layer++)
            state = state.flatMap(outer -> SealedValue.open(found, stored.eventId(), field(stored.revision()), outer));
        return state;
    }

    private static DomainEventMessage<?> message(StoredSnapshot stored, Object aggregate, Instant at) {
        String keyIds = stored.keyIds().stream().map(UUID::toString).collect(Collectors.joining(","));
        return new GenericDomainEventMessage<>(
                stored.name(),
                stored.aggregateId(),
                stored.sequence(),
                aggregate,
                MetaData.with(KEYS, keyIds),
                stored.eventId(),
                at);
    }

    private static String field(String revision) {
        return "snapshot." + revision;
    }

    /** Of all that can be read now. */
    String[] revisions() {
        return types.revisions();
    }
}

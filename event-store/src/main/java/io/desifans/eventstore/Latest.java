package io.desifans.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate is loaded from.
 *
 * @param snapshot null if there is none; else the first of the events is the last one that went into it
 */
record Latest(@Nullable StoredSnapshot snapshot, List<StoredEvent> events) {

    /** The snapshot as a message; nothing if there is none, or none that can be read. */
    Optional<DomainEventMessage<?>> openedBy(Snapshots snapshots) {
        return snapshot == null
                ? Optional.empty()
                : snapshots.opened(snapshot, events.getFirst().time());
    }

    /**
     * The snapshot and what came after it; else all events.
     *
     * @param messages of stored events
     * @param all messages of all events, if they are needed after all
     */
    DomainEventStream stream(
            Snapshots snapshots,
            Function<List<StoredEvent>, DomainEventStream> messages,
            Supplier<DomainEventStream> all) {
        if (snapshot == null) return messages.apply(events);
        return openedBy(snapshots)
                .map(DomainEventStream::of)
                .map(state -> DomainEventStream.concat(state, messages.apply(events.subList(1, events.size()))))
                .orElseGet(all);
    }
}

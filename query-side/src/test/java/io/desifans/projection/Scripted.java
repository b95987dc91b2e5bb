package io.desifans.projection;

import io.desifans.Event;
import io.desifans.db.DefaultSchema;
import io.desifans.eventstore.LogPosition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jooq.Table;

/** Events that say themselves which rows they change, so that a test can write any history. */
sealed interface Scripted extends Event {

    Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

    String id();

    record Step(String id, Consumer<RowChanges> script) implements Scripted {}

    /** Stands for the destruction of a person's key. */
    record Erased(String id) implements Scripted {}

    /** An event as the log gives it out. */
    static TrackedEventMessage<?> at(long seq, Scripted event) {
        return new GenericTrackedDomainEventMessage<>(
                new LogPosition(0, seq),
                new GenericDomainEventMessage<>(
                        "Scripted",
                        UUID.nameUUIDFromBytes(event.id().getBytes()).toString(),
                        seq,
                        event));
    }

    static Projectors projectors() {
        return new Projectors(List.of(Scripted.class), Set.of(), List.of(new ByScript()));
    }

    /** Does what the event says, in whatever table. */
    final class ByScript implements Projector {

        @Override
        public Set<Class<? extends Event>> families() {
            return Set.of(Scripted.class);
        }

        @Override
        public Set<Table<?>> tables() {
            return new HashSet<>(DefaultSchema.DEFAULT_SCHEMA.getTables());
        }

        @Override
        public void project(Event event, Instant at, RowChanges rows) {
            if (event instanceof Step step) step.script.accept(rows);
        }
    }
}

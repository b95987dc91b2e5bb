package io.desifans.projection;

import io.desifans.Event;
import io.desifans.eventstore.KeyMissing;
import io.desifans.eventstore.LogPosition;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event with what it changes.
 *
 * @param changes as far as they are known
 * @param failure set if the projectors could not say all that changes
 */
record ProjectedEvent(
        TrackedEventMessage<?> message,
        List<ShapedChange> changes,
        @Nullable Throwable failure) {

    static ProjectedEvent of(TrackedEventMessage<?> message, Projectors projectors) {
        List<ShapedChange> changes = List.of();
        try {
            changes = projectors.project((Event) message.getPayload(), message.getTimestamp());
            changes.forEach(ShapedChange::check);
            return new ProjectedEvent(message, changes, null);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof KeyMissing missing) throw missing;
            if (Failure.isTransient(e)) throw e;
            return new ProjectedEvent(message, changes, e);
        }
    }

    LogPosition position() {
        return position(message);
    }

    static LogPosition position(TrackedEventMessage<?> message) {
        return (LogPosition) message.trackingToken();
    }

    /** Empty for an event that belongs to no aggregate. */
    String aggregateId() {
        return message instanceof DomainEventMessage<?> event ? event.getAggregateIdentifier() : "";
    }

    String name() {
        return message.getPayloadType().getSimpleName();
    }

    /**
     * The rows it touches. Where the projectors could not say, every row with the id of its aggregate or its own, in
     * whatever table.
     */
    Set<String> rows() {
        Set<String> rows = new LinkedHashSet<>();
        if (failure == null || !changes.isEmpty()) changes.forEach(change -> rows.add(change.row()));
        else ownIds().forEach(id -> rows.add(ParkedRows.anyTable(id)));
        return rows;
    }

    private Set<String> ownIds() {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(aggregateId());
        try {
            RecordComponent first = message.getPayloadType().getRecordComponents()[0];
            ids.add(String.valueOf(first.getAccessor().invoke(message.getPayload())));
        } catch (ReflectiveOperationException | RuntimeException e) {
            ids.add(message.getIdentifier());
        }
        return ids;
    }
}

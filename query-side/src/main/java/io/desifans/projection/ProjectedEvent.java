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
 * An event with what it changes; not the event itself, so that many can wait to be written.
 *
 * @param aggregateId empty for an event that belongs to no aggregate
 * @param rows the rows it touches. Where the projectors could not say, every row with the id of its aggregate or its own, in
 *     whatever table
 * @param changes as far as they are known
 * @param failure set if the projectors could not say all that changes
 */
record ProjectedEvent(
        LogPosition position,
        String eventId,
        String name,
        String aggregateId,
        Set<String> rows,
        List<ShapedChange> changes,
        @Nullable Throwable failure) {

    static ProjectedEvent of(TrackedEventMessage<?> message, Projectors projectors) {
        List<ShapedChange> changes = List.of();
        try {
            changes = projectors.project((Event) message.getPayload(), message.getTimestamp());
            changes.forEach(ShapedChange::check);
            return of(message, changes, null);
        } catch (RuntimeException | StackOverflowError e) {
            if (e instanceof KeyMissing missing) throw missing;
            if (Failure.isTransient(e)) throw e;
            return of(message, changes, e);
        }
    }

    private static ProjectedEvent of(
            TrackedEventMessage<?> message, List<ShapedChange> changes, @Nullable Throwable failure) {
        String aggregateId = message instanceof DomainEventMessage<?> event ? event.getAggregateIdentifier() : "";
        return new ProjectedEvent(
                position(message),
                message.getIdentifier(),
                message.getPayloadType().getSimpleName(),
                aggregateId,
                failure == null || !changes.isEmpty() ? rows(changes) : guessed(message, aggregateId),
                changes,
                failure);
    }

    static LogPosition position(TrackedEventMessage<?> message) {
        return (LogPosition) message.trackingToken();
    }

    private static Set<String> rows(List<ShapedChange> changes) {
        Set<String> rows = new LinkedHashSet<>();
        changes.forEach(change -> rows.add(change.row()));
        return rows;
    }

    private static Set<String> guessed(TrackedEventMessage<?> message, String aggregateId) {
        Set<String> rows = new LinkedHashSet<>();
        rows.add(ParkedRows.anyTable(aggregateId));
        try {
            RecordComponent first = message.getPayloadType().getRecordComponents()[0];
            rows.add(ParkedRows.anyTable(String.valueOf(first.getAccessor().invoke(message.getPayload()))));
        } catch (ReflectiveOperationException | RuntimeException e) {
            rows.add(ParkedRows.anyTable(message.getIdentifier()));
        }
        return rows;
    }
}

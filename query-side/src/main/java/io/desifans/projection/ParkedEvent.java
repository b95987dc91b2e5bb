package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an event that could not be applied, or that waits behind one.
 *
 * @param root the event at whose head it waits; its own position if it failed itself
 * @param rows what it touches, see {@link ProjectedEvent#rows}
 * @param failure null while it only waits
 */
record ParkedEvent(
        LogPosition position,
        LogPosition root,
        String eventId,
        String name,
        String aggregateId,
        Set<String> rows,
        @Nullable Failure failure) {

    static ParkedEvent behind(LogPosition root, ProjectedEvent event) {
        return of(event, root, null);
    }

    static ParkedEvent failed(ProjectedEvent event, Throwable failure) {
        return of(event, event.position(), Failure.of(failure));
    }

    private static ParkedEvent of(ProjectedEvent event, LogPosition root, @Nullable Failure failure) {
        return new ParkedEvent(
                event.position(), root, event.eventId(), event.name(), event.aggregateId(), event.rows(), failure);
    }
}

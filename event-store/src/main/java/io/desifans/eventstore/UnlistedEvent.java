package io.desifans.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** An event of a log that no SQL can search, with what is stored of it. {@link ListedEvents} writes it where it is found. */
final class UnlistedEvent<T> extends GenericTrackedDomainEventMessage<T> {

    private static final long serialVersionUID = 1L;

    private final transient StoredEvent stored;

    @SuppressWarnings("unchecked") // every event of the log is one of an aggregate
    UnlistedEvent(TrackedEventMessage<T> event, StoredEvent stored) {
        super(event.trackingToken(), (DomainEventMessage<T>) event);
        this.stored = stored;
    }

    StoredEvent stored() {
        return stored;
    }
}

package io.desifans.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** The event store, or the way to whoever handles a command, is not to be had now; what was begun may or may not be done. */
public final class StoreUnreachable extends EventStoreException implements TransientFailure.Passing {

    private static final long serialVersionUID = 1L;

    StoreUnreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

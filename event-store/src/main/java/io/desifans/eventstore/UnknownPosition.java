package io.desifans.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** A position that this log does not have: it lies behind the end of its epoch, so the reader has seen another log. */
public final class UnknownPosition extends EventStoreException {

    private static final long serialVersionUID = 1L;

    UnknownPosition(LogPosition position) {
        super("the log has no position " + position + "; it was restored to an earlier point, or this is another log");
    }
}

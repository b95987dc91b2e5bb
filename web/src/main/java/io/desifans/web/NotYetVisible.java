package io.desifans.web;

import io.desifans.eventstore.TransientFailure;

/** The read model has not reached the position in time: 503 with {@code Retry-After}. What was written stays valid. */
public final class NotYetVisible extends RuntimeException implements TransientFailure.Passing {

    private static final long serialVersionUID = 1L;

    public NotYetVisible() {
        super("the read model has not reached the position yet", null, false, false);
    }
}

package io.desifans.eventstore;

import org.axonframework.common.AxonNonTransientException;

/** Something sealed is not what was sealed, or not where it was sealed. */
public final class SealedValueRefused extends AxonNonTransientException {

    private static final long serialVersionUID = 1L;

    SealedValueRefused(String message) {
        super(message);
    }
}

package io.desifans.eventstore;

import java.util.UUID;
import org.axonframework.common.AxonNonTransientException;

/**
 * A key is not there, and no mark says that it was destroyed. Whoever reads stops: taking the person for erased would
 * turn a lost key table into lost data.
 */
public final class KeyMissing extends AxonNonTransientException {

    private static final long serialVersionUID = 1L;

    KeyMissing(UUID keyId) {
        super("no key and no mark of its destruction in event_store.person_key: " + keyId);
    }
}

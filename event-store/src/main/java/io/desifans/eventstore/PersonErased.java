package io.desifans.eventstore;

import org.axonframework.common.AxonNonTransientException;

/** Something about a person is to be stored whose key is destroyed. Nothing is sealed for that person any more. */
public final class PersonErased extends AxonNonTransientException {

    private static final long serialVersionUID = 1L;

    PersonErased(String personId) {
        super("the key of person " + personId + " is destroyed");
    }
}

package io.desifans.creator;

import io.desifans.Labelled;

/** {@code creator_type} of the documented schema. */
public enum CreatorType implements Labelled {
    AI("ai"),
    HUMAN("human");

    private final String label;

    CreatorType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

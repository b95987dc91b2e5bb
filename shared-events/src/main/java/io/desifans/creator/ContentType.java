package io.desifans.creator;

import io.desifans.Labelled;

/** {@code content_type} of the documented schema. */
public enum ContentType implements Labelled {
    ADULT("18+"),
    GENERAL("general");

    private final String label;

    ContentType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.content;

import io.desifans.Labelled;

/** {@code media_type} of the documented schema. */
public enum MediaType implements Labelled {
    IMAGE("image"),
    VIDEO("video");

    private final String label;

    MediaType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.content;

import io.desifans.Labelled;

/** {@code post_type} of the documented schema. */
public enum PostType implements Labelled {
    SUBSCRIPTION("subscription"),
    EXCLUSIVE("exclusive");

    private final String label;

    PostType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.messaging;

import io.desifans.Labelled;

/** {@code message_type} of the documented schema. */
public enum MessageType implements Labelled {
    TEXT("text"),
    AUDIO("audio"),
    IMAGE("image"),
    VIDEO("video");

    private final String label;

    MessageType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

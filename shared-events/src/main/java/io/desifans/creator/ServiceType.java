package io.desifans.creator;

import io.desifans.Labelled;

/** {@code service_type} of the documented schema. */
public enum ServiceType implements Labelled {
    SHOUTOUT("shoutout"),
    AUDIO_CALL("audio_call"),
    VIDEO_CALL("video_call"),
    CHAT("chat");

    private final String label;

    ServiceType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

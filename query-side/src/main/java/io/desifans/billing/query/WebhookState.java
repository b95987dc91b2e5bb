package io.desifans.billing.query;

import io.desifans.Labelled;

/** What became of a message of the gateway. */
enum WebhookState implements Labelled {
    RECEIVED("received"),
    PROCESSED("processed"),
    IGNORED("ignored"),
    UNMATCHED("unmatched"),
    /** It could not be done, and is tried again by itself. */
    FAILED("failed"),
    /** It could not be done, and is not tried again unless an admin says so. */
    DEAD("dead");

    private final String label;

    WebhookState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

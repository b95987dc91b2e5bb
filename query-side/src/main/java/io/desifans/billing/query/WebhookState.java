package io.desifans.billing.query;

import io.desifans.Labelled;

/** What became of a message of the gateway. */
enum WebhookState implements Labelled {
    RECEIVED("received"),
    PROCESSED("processed"),
    IGNORED("ignored"),
    UNMATCHED("unmatched");

    private final String label;

    WebhookState(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** Why a payment was given up. */
public enum CancelCause implements Labelled {
    BUYER("buyer"),
    GATEWAY("gateway"),
    TIMEOUT("timeout");

    private final String label;

    CancelCause(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

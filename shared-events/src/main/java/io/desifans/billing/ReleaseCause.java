package io.desifans.billing;

import io.desifans.Labelled;

/** Why the items of a payout went back to the creator's balance. */
public enum ReleaseCause implements Labelled {
    FAILED("failed"),
    REVERSED("reversed");

    private final String label;

    ReleaseCause(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** Why something is taken from a creator's balance. */
public enum DebitCause implements Labelled {
    REFUND("refund"),
    DISPUTE("dispute");

    private final String label;

    DebitCause(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** What became of a payment of another amount than was agreed. */
public enum MismatchResolution implements Labelled {
    /** An admin takes it for what was agreed. */
    ACCEPTED("accepted"),
    /** It goes back to its buyer. */
    RETURNED("returned"),
    /** The gateway says something else of the same payment afterwards, which counts. */
    CORRECTED("corrected"),
    /** Another payment was taken for what was agreed, so this one is one too many. */
    DUPLICATE("duplicate");

    private final String label;

    MismatchResolution(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

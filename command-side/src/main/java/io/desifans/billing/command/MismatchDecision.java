package io.desifans.billing.command;

import io.desifans.Labelled;
import io.desifans.billing.MismatchResolution;

/** What an admin decides about a payment of another amount than was agreed. */
public enum MismatchDecision implements Labelled {
    /** It completes the transaction: what was really paid is credited. */
    ACCEPT("accept", MismatchResolution.ACCEPTED),
    /** All of it goes back. */
    RETURN("return", MismatchResolution.RETURNED);

    private final String label;
    private final MismatchResolution resolution;

    MismatchDecision(String label, MismatchResolution resolution) {
        this.label = label;
        this.resolution = resolution;
    }

    @Override
    public String label() {
        return label;
    }

    MismatchResolution resolution() {
        return resolution;
    }
}

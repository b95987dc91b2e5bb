package io.desifans.billing;

import io.desifans.Labelled;

/** Who asked for a payout. */
public enum PayoutOrigin implements Labelled {
    CREATOR("creator"),
    ADMIN("admin"),
    SCHEDULE("schedule");

    private final String label;

    PayoutOrigin(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

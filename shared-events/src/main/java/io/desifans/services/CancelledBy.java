package io.desifans.services;

import io.desifans.Labelled;

/** Who or what ended an order before it was fulfilled. */
public enum CancelledBy implements Labelled {
    CREATOR("creator"),
    PAYMENT("payment"),
    REFUND("refund");

    private final String label;

    CancelledBy(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

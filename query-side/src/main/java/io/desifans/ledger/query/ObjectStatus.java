package io.desifans.ledger.query;

import io.desifans.Labelled;

/** How a payment, refund or dispute of the gateway stands here. */
enum ObjectStatus implements Labelled {
    PROCESSING("processing"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    COMPLETED("completed"),
    /** It was of another amount than was agreed. */
    MISMATCH("mismatch"),
    /** It was one too many. */
    DUPLICATE("duplicate"),
    REFUNDED("refunded"),
    OPENED("opened"),
    WON("won"),
    LOST("lost");

    private final String label;

    ObjectStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

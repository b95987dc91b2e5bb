package io.desifans.ledger.query;

import io.desifans.Labelled;

/** In what the gateway's ledger and ours differ about one payment, refund or dispute. */
enum DifferenceClass implements Labelled {
    /** The gateway has money of it, and nothing of it is known here. */
    MISSING_HERE("missing_here"),
    /** We have money of it, and the gateway says nothing of it. */
    MISSING_THERE("missing_there"),
    AMOUNT("amount"),
    /** One of both has its money moved, the other not, or not any more. */
    STATUS("status"),
    /** The gateway has moved its money more than once. */
    DUPLICATE("duplicate");

    private final String label;

    DifferenceClass(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** Why a payment goes back. */
public enum RefundCause implements Labelled {
    ADMIN("admin"),
    GRANT_REFUSED("grant_refused"),
    DUPLICATE_PAYMENT("duplicate_payment"),
    AMOUNT_MISMATCH("amount_mismatch");

    private final String label;

    RefundCause(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** {@code payment_transaction_type} of the documented schema: what is paid for. */
public enum PaymentType implements Labelled {
    MEMBERSHIP("membership"),
    EXCLUSIVE_POST("exclusive_post"),
    SERVICE("service");

    private final String label;

    PaymentType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

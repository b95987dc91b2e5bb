package io.desifans.billing;

import io.desifans.Labelled;

/** {@code accountType} of a creator's bank account. */
public enum AccountType implements Labelled {
    SAVINGS("savings"),
    CURRENT("current");

    private final String label;

    AccountType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

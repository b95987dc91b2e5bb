package io.desifans.ledger.query;

import io.desifans.Labelled;

/** Where money is, or whose it is. What we have counts up, what we owe or have earned counts down. */
enum Account implements Labelled {
    /** What the gateway holds for us. */
    GATEWAY("gateway"),
    /** What the gateway has taken for itself. */
    GATEWAY_FEES("gateway_fees"),
    /** What is owed to a creator; more than 0 is their debt. */
    CREATOR("creator"),
    FEE_INCOME("fee_income"),
    /** What admins gave to creators beside their earnings, less what they took off. */
    CORRECTIONS("corrections"),
    /** What the gateway took without being owed it: it waits to go back. */
    SUSPENSE("suspense"),
    /** What is in payouts that the bank has not confirmed. */
    IN_TRANSIT("in_transit"),
    /** What has left for creators' banks. */
    BANK("bank");

    private final String label;

    Account(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

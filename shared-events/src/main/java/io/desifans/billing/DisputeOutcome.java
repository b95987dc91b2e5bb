package io.desifans.billing;

import io.desifans.Labelled;

/** Where a dispute about a payment stands, as the gateway calls it. */
public enum DisputeOutcome implements Labelled {
    OPENED("opened"),
    CHALLENGED("challenged"),
    WON("won"),
    CANCELLED("cancelled"),
    LOST("lost"),
    ACCEPTED("accepted"),
    EXPIRED("expired");

    private final String label;

    DisputeOutcome(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether the payment stays with the creator. */
    public boolean isWon() {
        return this == WON || this == CANCELLED;
    }

    /** Whether the payment is gone; an expired dispute counts as lost until something else is heard of it. */
    public boolean isLost() {
        return this == LOST || this == ACCEPTED || this == EXPIRED;
    }

    /** Whether nothing else can be heard of it. */
    public boolean isFinal() {
        return isWon() || (isLost() && this != EXPIRED);
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** Where a subscription stands, in the gateway's words. The last three are for good. */
public enum SubscriptionStatus implements Labelled {
    PENDING("pending"),
    ACTIVE("active"),
    PAST_DUE("past_due"),
    ON_HOLD("on_hold"),
    PAUSED("paused"),
    CANCELLED("cancelled"),
    FAILED("failed"),
    EXPIRED("expired");

    private final String label;

    SubscriptionStatus(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    public boolean isEnded() {
        return compareTo(CANCELLED) >= 0;
    }
}

package io.desifans.billing;

import io.desifans.Labelled;

/** What the gateway is asked to do with a subscription. */
public enum RenewalChange implements Labelled {
    CANCEL_AT_PERIOD_END("cancel_at_period_end"),
    CANCEL_NOW("cancel_now"),
    KEEP("keep"),
    PAUSE("pause"),
    RESUME("resume");

    private final String label;

    RenewalChange(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

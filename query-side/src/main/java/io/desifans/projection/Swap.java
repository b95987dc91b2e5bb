package io.desifans.projection;

import io.desifans.Labelled;

/** When the copy that a replay makes takes the place of the live tables. */
public enum Swap implements Labelled {
    NEVER("never"),
    IF_EQUAL("equal"),
    ALWAYS("always");

    private final String label;

    Swap(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    boolean follows(ReplayReport report) {
        return this == ALWAYS || this == IF_EQUAL && report.differences() == 0;
    }
}

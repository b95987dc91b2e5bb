package io.desifans.query;

import io.desifans.Labelled;

/** On which side of a sale a person asks for it. */
public enum Side implements Labelled {
    BUYER("buyer"),
    CREATOR("creator");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

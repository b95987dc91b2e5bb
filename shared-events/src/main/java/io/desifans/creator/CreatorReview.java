package io.desifans.creator;

import io.desifans.Labelled;

/** How far a creator has come with the admins. */
public enum CreatorReview implements Labelled {
    ONBOARDING("onboarding"),
    PENDING("pending"),
    APPROVED("approved"),
    REJECTED("rejected");

    private final String label;

    CreatorReview(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

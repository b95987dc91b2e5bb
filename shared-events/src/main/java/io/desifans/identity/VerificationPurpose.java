package io.desifans.identity;

import io.desifans.Labelled;

/** What a token that is good for one use is good for. */
public enum VerificationPurpose implements Labelled {
    RESET_PASSWORD("reset-password", "reset-password"),
    /** The holder of the old address agrees to the new one. */
    CONFIRM_EMAIL_CHANGE("change-email-confirmation", "change-email"),
    /** The new address is the user's own. */
    VERIFY_NEW_EMAIL("change-email-verification", "change-email"),
    DELETE_ACCOUNT("delete-account", "delete-account");

    private final String label;
    private final String topic;

    VerificationPurpose(String label, String topic) {
        this.label = label;
        this.topic = topic;
    }

    @Override
    public String label() {
        return label;
    }

    /** What stands in the table: a user has one of each at a time. */
    public String identifier(String userId) {
        return topic + ":" + userId;
    }

    /** Whether it is about the same thing, so that the newer of two makes the older void. */
    public boolean isAbout(VerificationPurpose other) {
        return topic.equals(other.topic);
    }
}

package io.desifans.eventstore;

/** A setting is missing or unusable, so the application does not start. The message is one sentence for the operator. */
public final class SettingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingRefused(String sentence) {
        super(sentence);
    }
}

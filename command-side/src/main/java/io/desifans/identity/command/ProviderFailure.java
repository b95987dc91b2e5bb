package io.desifans.identity.command;

/** A provider did not do its part. The provider's own words are left out: they may quote a token. */
final class ProviderFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code as a client that is sent back reads it */
    ProviderFailure(String code, String what) {
        super(what, null, false, false);
        this.code = code;
    }

    static ProviderFailure noProfile(String what) {
        return new ProviderFailure("unable_to_get_user_info", what);
    }

    String code() {
        return code;
    }
}

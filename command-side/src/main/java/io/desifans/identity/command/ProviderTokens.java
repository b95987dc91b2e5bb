package io.desifans.identity.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider gives to act there in the user's name.
 *
 * @param scope what they are good for, separated by commas
 */
record ProviderTokens(
        @Nullable String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        @Nullable Instant accessTokenExpiresAt,
        @Nullable Instant refreshTokenExpiresAt,
        @Nullable String scope) {

    /** Says nothing, so that it cannot get into a log line. */
    @Override
    public String toString() {
        return "ProviderTokens[…]";
    }
}

package io.desifans.identity.command;

import io.desifans.command.NewId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is under way at a provider, as the client's browser keeps it, encrypted.
 *
 * @param verifier shows the provider that whoever redeems the code has asked for it
 * @param nonce stands in the ID token again
 * @param linkTo the user to whom the account is to be linked; null for a sign-in
 */
record ProviderFlow(
        String state,
        String providerId,
        String verifier,
        String nonce,
        String callbackUrl,
        @Nullable String newUserCallbackUrl,
        @Nullable String errorCallbackUrl,
        @Nullable String linkTo,
        boolean requestSignUp,
        Instant expiresAt) {

    /** 128 characters. */
    static String newVerifier() {
        return NewId.next() + NewId.next() + NewId.next() + NewId.next();
    }

    /** Says nothing, so that it cannot get into a log line. */
    @Override
    public String toString() {
        return "ProviderFlow[…]";
    }
}

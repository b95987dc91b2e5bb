package io.desifans.identity;

import io.desifans.Event;
import java.time.Instant;
import java.util.UUID;

/** The state of a sign-in that is under way at a provider, good for one return (table {@code verification}). */
public sealed interface OauthStateEvent extends Event {

    UUID stateId();

    /** @param valueHash lower-case hex SHA-256 of the state, which itself is nowhere stored */
    record OauthStateIssued(UUID stateId, String verificationId, String providerId, String valueHash, Instant expiresAt)
            implements OauthStateEvent {}

    record OauthStateConsumed(UUID stateId, String verificationId) implements OauthStateEvent {}

    /** Nobody came back in time. */
    record OauthStateExpired(UUID stateId, String verificationId) implements OauthStateEvent {}
}

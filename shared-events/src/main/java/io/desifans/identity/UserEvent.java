package io.desifans.identity;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a user with their accounts, sessions and verifications (the tables of these names). */
public sealed interface UserEvent extends Event {

    String userId();

    /** @param role comma list of {@code user}, {@code admin}, {@code auditor} */
    record UserRegistered(
            @Person String userId,
            @Personal(of = "userId") @Nullable String name,
            @Personal(of = "userId") @Nullable String email,
            @Personal(of = "userId") @Nullable String image,
            boolean emailVerified,
            String role,
            String method)
            implements UserEvent {}

    /** A password was set where there was none. The hash is scrypt, {@code saltHex:keyHex}. */
    record CredentialSet(
            @Person String userId,
            String accountRowId,
            @Personal(of = "userId") @Nullable String passwordHash) implements UserEvent {}

    /** Another password took the place of the one there was. @param cause {@code user}, {@code admin} or {@code reset} */
    record PasswordChanged(
            @Person String userId,
            String accountRowId,
            @Personal(of = "userId") @Nullable String passwordHash,
            String cause)
            implements UserEvent {}

    /** Name and image as they are from now on. */
    record UserProfileUpdated(
            @Person String userId,
            @Personal(of = "userId") @Nullable String name,
            @Personal(of = "userId") @Nullable String image)
            implements UserEvent {}

    /**
     * The address that the user has is their own.
     *
     * @param by the user id of who showed or said it
     */
    record EmailVerified(
            @Person String userId,
            @Personal(of = "userId") @Nullable String email,
            String by) implements UserEvent {}

    /** Whether the address is the user's own is to be shown anew. @param by the user id of who said so */
    record EmailUnverified(@Person String userId, String by) implements UserEvent {}

    /**
     * @param verified whether the new address was shown to be the user's own
     * @param by the user id of who changed it
     */
    record EmailChanged(
            @Person String userId,
            @Personal(of = "userId") @Nullable String email,
            boolean verified,
            String by) implements UserEvent {}

    /**
     * The user is to get a mail by which to show that the address is their own. It leaves no verification behind: a true
     * flag may be set twice.
     *
     * @param callbackUrl where its link leads in the end
     */
    record EmailVerificationRequested(
            @Person String userId,
            @Personal(of = "userId") @Nullable String email,
            @Personal(of = "userId") @Nullable String callbackUrl)
            implements UserEvent {}

    /**
     * The user is to get a mail with a token that is good for one use.
     *
     * @param valueHash lower-case hex SHA-256 of the token, which itself is nowhere stored
     * @param email the user's address then
     * @param newEmail the address they want to have, where that is the purpose
     * @param callbackUrl where the mail's link leads in the end
     */
    record VerificationIssued(
            @Person String userId,
            String verificationId,
            VerificationPurpose purpose,
            String valueHash,
            Instant expiresAt,
            @Personal(of = "userId") @Nullable String email,
            @Personal(of = "userId") @Nullable String newEmail,
            @Personal(of = "userId") @Nullable String callbackUrl)
            implements UserEvent {}

    record VerificationConsumed(@Person String userId, String verificationId) implements UserEvent {}

    /** It is void without having been used. @param cause {@code time}, {@code replaced} or {@code delete} */
    record VerificationExpired(@Person String userId, String verificationId, String cause) implements UserEvent {}

    /** @param by the user id of who changed it, or {@code system:<process>} */
    record RoleChanged(@Person String userId, String role, String by) implements UserEvent {}

    /**
     * The user may not sign in any more, and what they sell is not sold. Until it is lifted, even when its time is over.
     *
     * @param until when it ends by itself; null for never
     * @param by the user id of the admin who did it
     */
    record UserBanned(
            @Person String userId,
            @Personal(of = "userId") @Nullable String reason,
            @Nullable Instant until,
            String by) implements UserEvent {}

    /**
     * @param by the user id of the admin who did it, or {@code system:<process>}
     * @param cause {@code admin}, or {@code expired} when its time was over
     */
    record UserUnbanned(@Person String userId, String by, String cause) implements UserEvent {}

    /** @param tokenHash lower-case hex SHA-256 of the session token */
    record SessionStarted(
            @Person String userId,
            String sessionId,
            String tokenHash,
            Instant expiresAt,
            boolean remember,
            @Personal(of = "userId") @Nullable String ipAddress,
            @Personal(of = "userId") @Nullable String userAgent,
            String method)
            implements UserEvent {}

    /** The session just started is the first one of a program that was never here, and not the user's first of all. */
    record NewDeviceSeen(@Person String userId, String sessionId) implements UserEvent {}

    record SessionRefreshed(@Person String userId, String sessionId, Instant expiresAt) implements UserEvent {}

    /** @param cause {@code sign-out}, {@code user}, {@code admin}, {@code ban}, {@code password}, {@code reset} or {@code expiry} */
    record SessionRevoked(@Person String userId, String sessionId, String cause) implements UserEvent {}

    /**
     * An admin acts in the user's place, in a session of its own that is never refreshed.
     *
     * @param tokenHash lower-case hex SHA-256 of the session token
     */
    record ImpersonationStarted(
            @Person String userId,
            @Person String adminId,
            String sessionId,
            String tokenHash,
            Instant expiresAt,
            @Personal(of = "adminId") @Nullable String ipAddress,
            @Personal(of = "adminId") @Nullable String userAgent)
            implements UserEvent {}

    record ImpersonationEnded(@Person String userId, @Person String adminId, String sessionId) implements UserEvent {}

    /**
     * An account at a provider is one by which the user signs in from now on.
     *
     * @param accountId the user's id at the provider
     * @param scope what the tokens are good for, separated by commas
     */
    record AccountLinked(
            @Person String userId,
            String accountRowId,
            String providerId,
            @Personal(of = "userId") @Nullable String accountId,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String accessToken,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String refreshToken,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String idToken,

            @Nullable Instant accessTokenExpiresAt,
            @Nullable Instant refreshTokenExpiresAt,
            @Nullable String scope)
            implements UserEvent {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "AccountLinked[accountRowId=" + accountRowId + "]";
        }
    }

    /** The provider gave other tokens; the one that is null here stays as it was, with its expiry. */
    record AccountTokensUpdated(
            @Person String userId,
            String accountRowId,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String accessToken,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String refreshToken,

            @Personal(of = "userId", keptSealed = true) @Nullable
            String idToken,

            @Nullable Instant accessTokenExpiresAt,
            @Nullable Instant refreshTokenExpiresAt,
            @Nullable String scope)
            implements UserEvent {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "AccountTokensUpdated[accountRowId=" + accountRowId + "]";
        }
    }

    record AccountUnlinked(@Person String userId, String accountRowId) implements UserEvent {}

    /** The user comes from another server: since when they were there, and since when as they are. */
    record UserImported(@Person String userId, Instant createdAt, Instant updatedAt) implements UserEvent {}

    /** The same of an account. */
    record AccountImported(@Person String userId, String accountRowId, Instant createdAt, Instant updatedAt)
            implements UserEvent {}

    /** The user is gone with every row that depends on them. @param cause {@code user}, {@code admin} or {@code erasure} */
    record UserDeleted(@Person String userId, String by, String cause) implements UserEvent {}
}

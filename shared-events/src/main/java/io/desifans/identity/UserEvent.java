package io.desifans.identity;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a user with their accounts and sessions (tables {@code user}, {@code account}, {@code session}). */
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

    record SessionRefreshed(@Person String userId, String sessionId, Instant expiresAt) implements UserEvent {}

    /** @param cause {@code sign-out}, {@code user}, {@code admin}, {@code ban}, {@code password} or {@code expiry} */
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

    /** The user is gone with every row that depends on them. */
    record UserDeleted(@Person String userId, String by, String cause) implements UserEvent {}
}

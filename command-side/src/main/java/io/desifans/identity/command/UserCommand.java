package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.identity.UserEvent.SessionStarted;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What visitors, users, admins and the start of the application may do with a user. */
public sealed interface UserCommand extends Command {

    String userId();

    @TargetAggregateIdentifier
    default UUID aggregateId() {
        return DerivedId.of("User", userId());
    }

    /** A session about to start. @param tokenHash see {@link SessionStarted} */
    record NewSession(
            String sessionId,
            String tokenHash,
            Instant now,
            boolean remember,
            @Nullable String ipAddress,
            @Nullable String userAgent) {

        Instant expiresAt() {
            return now.plus(remember ? LiveSession.REMEMBERED : LiveSession.NOT_REMEMBERED);
        }
    }

    /**
     * @param email in its normal form
     * @param passwordHash null for somebody who will sign in by other means
     */
    record Registration(
            String name,
            String email,
            @Nullable String image,
            String accountRowId,
            @Nullable String passwordHash) {
        public Registration {
            Shape.text("name", name, 1, 100);
            Shape.optionalText("image", image, 1, 2000);
        }
    }

    /** @param session null if they are to sign in afterwards */
    @SentBy(Sender.ANYONE)
    @Founding
    record RegisterUser(
            String userId,
            Registration registration,
            @Nullable NewSession session) implements UserCommand {}

    /** They get a mail by which to show that the address is their own. @param callbackUrl where its link leads in the end */
    @SentBy(Sender.ANYONE)
    @Founding
    record RegisterUnverified(
            String userId,
            Registration registration,
            @Nullable String callbackUrl) implements UserCommand {
        public RegisterUnverified {
            Shape.optionalText("callbackURL", callbackUrl, 1, 2000);
        }
    }

    @SentBy(Sender.SYSTEM)
    @Founding
    record RegisterFirstAdmin(String userId, Registration registration) implements UserCommand {}

    @SentBy(Sender.SYSTEM)
    record MakeFirstAdmin(String userId) implements UserCommand {}

    /** @param verifiedHash the stored hash against which the password was verified */
    @SentBy(Sender.ANYONE)
    record StartSession(String userId, String verifiedHash, NewSession session) implements UserCommand {}

    @SentBy(Sender.USER)
    record RefreshSession(String userId, String sessionId, Instant now) implements UserCommand {}

    @SentBy(Sender.USER)
    record RevokeSession(String userId, String sessionId, String cause) implements UserCommand {}

    /** @param kept the session that goes on; null for none */
    @SentBy(Sender.USER)
    record RevokeSessions(String userId, @Nullable String kept, String cause) implements UserCommand {}

    /**
     * @param name null leaves it as it is
     * @param image null takes it away
     * @param changesImage whether the image counts
     */
    @SentBy(Sender.USER)
    record UpdateProfile(
            String userId, @Nullable String name, @Nullable String image, boolean changesImage) implements UserCommand {
        public UpdateProfile {
            if (name != null) Shape.text("name", name, 1, 100);
            Shape.optionalText("image", image, 1, 2000);
        }
    }

    /**
     * @param verifiedHash the stored hash against which the old password was verified
     * @param session takes the place of all there are; null leaves them
     */
    @SentBy(Sender.USER)
    record ChangePassword(
            String userId,
            String verifiedHash,
            String passwordHash,
            @Nullable NewSession session) implements UserCommand {

        ChangePassword andOnly(NewSession only) {
            return new ChangePassword(userId, verifiedHash, passwordHash, only);
        }
    }

    /**
     * @param role the comma list that replaces the one there is
     * @param by the admin who does it
     * @param others who else may be an admin, for one who steps down
     */
    @SentBy(Sender.ADMIN)
    record ChangeRole(String userId, String role, String by, List<String> others) implements UserCommand {}

    /**
     * @param role a comma list
     * @param by the admin who does it
     */
    @SentBy(Sender.ADMIN)
    @Founding
    record CreateUser(String userId, Registration registration, String role, String by) implements UserCommand {}

    /**
     * Sets a password over the user's head, and ends all sessions.
     *
     * @param accountRowId for a user who has no password yet
     * @param by the admin who does it
     */
    @SentBy(Sender.ADMIN)
    record SetPassword(String userId, String accountRowId, String passwordHash, String by) implements UserCommand {}

    /**
     * @param sessionId null for all
     * @param by the admin who does it
     */
    @SentBy(Sender.ADMIN)
    record EndSessions(String userId, @Nullable String sessionId, String by) implements UserCommand {}

    /**
     * @param until when it ends by itself; null for never
     * @param by the admin who does it
     */
    @SentBy(Sender.ADMIN)
    record BanUser(String userId, String reason, @Nullable Instant until, String by) implements UserCommand {
        public BanUser {
            Shape.text("banReason", reason, 1, 500);
        }
    }

    /** @param by the admin who does it */
    @SentBy(Sender.ADMIN)
    record UnbanUser(String userId, String by) implements UserCommand {}

    /** @param at when it was due: a ban that lasts longer stays */
    @SentBy(Sender.SYSTEM)
    record EndBan(String userId, Instant at) implements UserCommand {}

    @SentBy(Sender.ADMIN)
    record Impersonate(String userId, String adminId, NewSession session) implements UserCommand {}

    @SentBy(Sender.USER)
    record StopImpersonating(String userId, String adminId, String sessionId) implements UserCommand {}

    /**
     * @param by the admin who does it
     * @param cause {@code erasure}, or {@code admin} where no reason has to be told
     */
    @SentBy(Sender.ADMIN)
    record EraseUser(String userId, String by, String cause) implements UserCommand {}

    /**
     * Users delete themselves.
     *
     * @param verifiedHash the stored hash against which the password was verified; null if none was asked for
     * @param verificationId of the mail that was answered; null if none was sent
     * @param others who else may be an admin
     */
    @SentBy(Sender.USER)
    record DeleteUser(
            String userId,
            @Nullable String verifiedHash,
            @Nullable String verificationId,
            Instant now,
            List<String> others)
            implements UserCommand {}

    /**
     * @param email in its normal form; null leaves it as it is
     * @param verified null leaves it as it is, or, of another address, says no
     * @param by the admin who does it
     */
    @SentBy(Sender.ADMIN)
    record SetEmail(
            String userId, @Nullable String email, @Nullable Boolean verified, String by) implements UserCommand {}

    /** Several changes at once; null leaves a thing as it is. If one is refused, none is done. @param by the admin who does it */
    @SentBy(Sender.ADMIN)
    record ReviseUser(
            String userId,
            String by,
            @Nullable UpdateProfile profile,
            @Nullable SetEmail email,
            @Nullable ChangeRole role,
            @Nullable BanUser ban,
            @Nullable UnbanUser unban)
            implements UserCommand {

        /** @param others who else may be an admin, for one who steps down */
        ReviseUser beside(List<String> others) {
            if (role == null) return this;
            return new ReviseUser(
                    userId, by, profile, email, new ChangeRole(userId, role.role(), by, others), ban, unban);
        }
    }
}

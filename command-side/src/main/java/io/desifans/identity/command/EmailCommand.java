package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What is done by mail: a user's address is verified or changed, a lost password replaced. */
public sealed interface EmailCommand extends Command {

    String userId();

    @TargetAggregateIdentifier
    default UUID aggregateId() {
        return DerivedId.of("User", userId());
    }

    /**
     * A token about to be mailed.
     *
     * @param valueHash see {@link VerificationIssued}
     * @param callbackUrl where the mail's link leads in the end
     */
    record NewVerification(
            String verificationId,
            VerificationPurpose purpose,
            String valueHash,
            Instant now,
            @Nullable String callbackUrl) {

        static final Duration LIFE = Duration.ofHours(1);
        static final Duration LIFE_OF_A_DELETION = Duration.ofHours(24);

        public NewVerification {
            Shape.optionalText("callbackURL", callbackUrl, 1, 2000);
        }

        Instant expiresAt() {
            return now.plus(purpose == VerificationPurpose.DELETE_ACCOUNT ? LIFE_OF_A_DELETION : LIFE);
        }
    }

    /** A mail by which to delete the account. */
    @SentBy(Sender.USER)
    record RequestDeletion(String userId, NewVerification verification) implements EmailCommand {}

    /** A mail by which to show that the address is the user's own. Nothing happens if that is known. */
    @SentBy(Sender.ANYONE)
    record RequestEmailVerification(String userId, @Nullable String callbackUrl) implements EmailCommand {
        public RequestEmailVerification {
            Shape.optionalText("callbackURL", callbackUrl, 1, 2000);
        }
    }

    /** @param email what was verified; it must still be the user's */
    @SentBy(Sender.ANYONE)
    record VerifyEmail(String userId, String email) implements EmailCommand {}

    /** An earlier request is void. */
    @SentBy(Sender.ANYONE)
    record RequestPasswordReset(String userId, NewVerification verification) implements EmailCommand {}

    /**
     * Ends all sessions.
     *
     * @param accountRowId for a user who has no password yet
     */
    @SentBy(Sender.ANYONE)
    record ResetPassword(String userId, String verificationId, String accountRowId, String passwordHash, Instant now)
            implements EmailCommand {}

    /**
     * An earlier request is void.
     *
     * @param email which the token names; it must still be the user's
     * @param verification for the holder of the old address if that was verified, else for that of the new one
     */
    @SentBy(Sender.USER)
    record RequestEmailChange(String userId, String email, String newEmail, NewVerification verification)
            implements EmailCommand {}

    /**
     * The holder of the old address agrees.
     *
     * @param next for the holder of the new one
     */
    @SentBy(Sender.ANYONE)
    record ConfirmEmailChange(String userId, String verificationId, NewVerification next) implements EmailCommand {}

    /** The holder of the new address agrees. */
    @SentBy(Sender.ANYONE)
    record ChangeEmail(String userId, String verificationId, Instant now) implements EmailCommand {}

    /** Those whose time is over. */
    @SentBy(Sender.SYSTEM)
    record ExpireVerifications(String userId, Instant now) implements EmailCommand {}
}

package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.identity.UserEvent;
import io.desifans.identity.UserEvent.EmailChanged;
import io.desifans.identity.UserEvent.EmailUnverified;
import io.desifans.identity.UserEvent.EmailVerificationRequested;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.ChangeEmail;
import io.desifans.identity.command.EmailCommand.ConfirmEmailChange;
import io.desifans.identity.command.EmailCommand.ExpireVerifications;
import io.desifans.identity.command.EmailCommand.RequestDeletion;
import io.desifans.identity.command.EmailCommand.RequestEmailChange;
import io.desifans.identity.command.EmailCommand.RequestEmailVerification;
import io.desifans.identity.command.EmailCommand.RequestPasswordReset;
import io.desifans.identity.command.EmailCommand.VerifyEmail;
import io.desifans.identity.command.UserCommand.SetEmail;
import io.desifans.web.Rejected;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The address of a user, what was mailed to it, and what the holder of the mail may do. */
final class Mailbox {

    static final String NO_LONGER = "EMAIL_CHANGED";

    private String userId = "";
    private @Nullable String email;
    private boolean verified;
    private final Verifications verifications = new Verifications();

    /**
     * Refused unless it is the address that a provider knows too, and both know to be the user's own: whoever signs up with
     * another's address must not get into what that other has at the provider, nor the other way round.
     */
    void requireSharedWith(String providers, boolean verifiedThere) {
        if (!verified || !verifiedThere || !providers.equals(email))
            throw Rejected.unauthenticated(LinkedAccounts.NOT_LINKED, "account not linked");
    }

    @CommandHandler
    void decide(RequestEmailVerification c) {
        requestVerification(c.callbackUrl());
    }

    void requestVerification(@Nullable String callbackUrl) {
        if (!verified) apply(new EmailVerificationRequested(userId, email, callbackUrl));
    }

    @CommandHandler
    void decide(VerifyEmail c) {
        requireStill(c.email());
        setVerified(true, userId);
    }

    @CommandHandler
    void decide(RequestDeletion c) {
        verifications.issue(userId, c.verification(), email, null);
    }

    @CommandHandler
    void decide(RequestPasswordReset c) {
        verifications.issue(userId, c.verification(), email, null);
    }

    @CommandHandler
    void decide(RequestEmailChange c) {
        requireStill(c.email());
        if (c.verification().purpose() != changePurpose(verified)) throw changedMeanwhile();
        verifications.issue(userId, c.verification(), email, c.newEmail());
    }

    @CommandHandler
    void decide(ConfirmEmailChange c) {
        String newEmail = consume(
                c.verificationId(),
                VerificationPurpose.CONFIRM_EMAIL_CHANGE,
                c.next().now());
        verifications.issue(userId, c.next(), email, newEmail);
    }

    @CommandHandler
    void decide(ChangeEmail c, Claims claims) {
        String newEmail = consume(c.verificationId(), VerificationPurpose.VERIFY_NEW_EMAIL, c.now());
        if (newEmail != null) change(newEmail, true, userId, claims);
    }

    @CommandHandler
    void decide(ExpireVerifications c) {
        verifications.expire(userId, c.now());
    }

    /** The first step of a change: whose holder is asked. */
    static VerificationPurpose changePurpose(boolean oldIsVerified) {
        return oldIsVerified ? VerificationPurpose.CONFIRM_EMAIL_CHANGE : VerificationPurpose.VERIFY_NEW_EMAIL;
    }

    /** What was mailed to the old address is void. 422 if somebody else has the new one. */
    void change(String newEmail, boolean newIsVerified, String by, Claims claims) {
        if (newEmail.equals(email)) {
            setVerified(newIsVerified, by);
            return;
        }
        verifications.end(userId, each -> true, "replaced");
        release(claims);
        claims.take(ClaimKind.EMAIL, newEmail, userId);
        apply(new EmailChanged(userId, newEmail, newIsVerified, by));
    }

    /** What an admin says of it. */
    void set(SetEmail c, Claims claims) {
        if (c.email() != null && !c.email().equals(email))
            change(c.email(), Boolean.TRUE.equals(c.verified()), c.by(), claims);
        else if (c.verified() != null) setVerified(c.verified(), c.by());
    }

    void setVerified(boolean next, String by) {
        if (next != verified) apply(next ? new EmailVerified(userId, email, by) : new EmailUnverified(userId, by));
    }

    /** 400 {@code INVALID_TOKEN} unless it is open, for a new password, and its time is not over. */
    void consumeReset(String verificationId, Instant now) {
        consume(verificationId, VerificationPurpose.RESET_PASSWORD, now);
    }

    /** The same for a deletion. */
    void consumeDeletion(String verificationId, Instant now) {
        consume(verificationId, VerificationPurpose.DELETE_ACCOUNT, now);
    }

    /** A password that was set by other means makes a mailed reset void. */
    void endReset() {
        verifications.end(userId, each -> each.purpose() == VerificationPurpose.RESET_PASSWORD, "replaced");
    }

    /** Of a user who goes. */
    void close(Claims claims) {
        verifications.end(userId, each -> true, "delete");
        release(claims);
    }

    private @Nullable String consume(String verificationId, VerificationPurpose purpose, Instant now) {
        return verifications.consume(userId, verificationId, purpose, now).newEmail();
    }

    private void release(Claims claims) {
        if (email != null) claims.release(ClaimKind.EMAIL, email, userId);
    }

    private void requireStill(String assumed) {
        if (!assumed.equals(email)) throw changedMeanwhile();
    }

    private static Rejected changedMeanwhile() {
        return Rejected.conflict(NO_LONGER, "email", "The address changed meanwhile.");
    }

    @EventSourcingHandler
    void evolve(UserEvent event) {
        switch (event) {
            case UserRegistered e -> {
                userId = e.userId();
                email = e.email();
                verified = e.emailVerified();
            }
            case EmailVerified e -> verified = true;
            case EmailUnverified e -> verified = false;
            case EmailChanged e -> {
                email = e.email();
                verified = e.verified();
            }
            default -> verifications.evolve(event);
        }
    }
}

package io.desifans.identity.command;

import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailChanged;
import io.desifans.identity.UserEvent.EmailVerificationRequested;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.VerificationConsumed;
import io.desifans.identity.UserEvent.VerificationExpired;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.EmailCommand.ChangeEmail;
import io.desifans.identity.command.EmailCommand.ConfirmEmailChange;
import io.desifans.identity.command.EmailCommand.ExpireVerifications;
import io.desifans.identity.command.EmailCommand.NewVerification;
import io.desifans.identity.command.EmailCommand.RequestEmailChange;
import io.desifans.identity.command.EmailCommand.RequestEmailVerification;
import io.desifans.identity.command.EmailCommand.RequestPasswordReset;
import io.desifans.identity.command.EmailCommand.ResetPassword;
import io.desifans.identity.command.EmailCommand.VerifyEmail;
import io.desifans.identity.command.UserCommand.ChangePassword;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.identity.command.UserCommand.RegisterUnverified;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final Instant IN_AN_HOUR = NOW.plus(Duration.ofHours(1));
    private static final String OLD = "asha@example.test";
    private static final String NEW = "asha@new.example.test";
    private static final UserRegistered REGISTERED =
            new UserRegistered("asha", "Asha", OLD, null, false, "user", "email");
    private static final CredentialSet PASSWORD = new CredentialSet("asha", "account", "hash");
    private static final SessionStarted SESSION =
            new SessionStarted("asha", "session", "token hash", IN_AN_HOUR, true, null, null, "email");
    private static final EmailVerified VERIFIED = new EmailVerified("asha", OLD, "asha");
    private static final VerificationIssued RESET = issued("reset", VerificationPurpose.RESET_PASSWORD, null);

    private FixtureConfiguration<User> user;

    @BeforeEach
    void newFixture() {
        user = Past.ofFourUsers().fixture(User.class);
        user.registerInjectableResource(new Keys());
    }

    @Test
    void who_signs_up_unverified_gets_a_mail_and_no_session() {
        user.givenNoPriorActivity()
                .when(new RegisterUnverified(
                        "asha", new Registration("Asha", OLD, null, "account", "hash"), "/welcome"))
                .expectEvents(REGISTERED, PASSWORD, new EmailVerificationRequested("asha", OLD, "/welcome"));
    }

    @Test
    void an_address_is_verified_once_and_no_mail_is_sent_after_that() {
        unverified()
                .when(new RequestEmailVerification("asha", null))
                .expectEvents(new EmailVerificationRequested("asha", OLD, null));
        unverified().when(new VerifyEmail("asha", OLD)).expectEvents(VERIFIED);
        verified().when(new VerifyEmail("asha", OLD)).expectNoEvents().expectSuccessfulHandlerExecution();
        verified().when(new RequestEmailVerification("asha", null)).expectNoEvents();
        rejects(unverified().when(new VerifyEmail("asha", NEW)), 409, "EMAIL_CHANGED");
    }

    @Test
    void a_newer_reset_makes_the_older_void() {
        unverified()
                .when(new RequestPasswordReset("asha", verification("reset", VerificationPurpose.RESET_PASSWORD)))
                .expectEvents(RESET);
        user.given(REGISTERED, PASSWORD, RESET)
                .when(new RequestPasswordReset("asha", verification("newer", VerificationPurpose.RESET_PASSWORD)))
                .expectEvents(
                        new VerificationExpired("asha", "reset", "replaced"),
                        issued("newer", VerificationPurpose.RESET_PASSWORD, null));
    }

    @Test
    void I7_a_reset_changes_the_password_and_ends_every_session_once() {
        user.given(REGISTERED, PASSWORD, SESSION, RESET)
                .when(reset("reset", NOW))
                .expectEvents(
                        new VerificationConsumed("asha", "reset"),
                        new PasswordChanged("asha", "account", "other hash", "reset"),
                        new SessionRevoked("asha", "session", "reset"));
        rejects(
                user.given(REGISTERED, PASSWORD, RESET, new VerificationConsumed("asha", "reset"))
                        .when(reset("reset", NOW)),
                400,
                "INVALID_TOKEN");
    }

    @Test
    void a_reset_gives_a_password_to_who_had_none() {
        user.given(REGISTERED, RESET)
                .when(reset("reset", NOW))
                .expectEvents(
                        new VerificationConsumed("asha", "reset"),
                        new CredentialSet("asha", "new account", "other hash"));
    }

    @Test
    void a_reset_is_void_after_an_hour_after_a_change_of_the_password_and_for_another_purpose() {
        rejects(user.given(REGISTERED, PASSWORD, RESET).when(reset("reset", IN_AN_HOUR)), 400, "INVALID_TOKEN");
        user.given(REGISTERED, PASSWORD, RESET)
                .when(new ChangePassword("asha", "hash", "next", null))
                .expectEvents(
                        new PasswordChanged("asha", "account", "next", "user"),
                        new VerificationExpired("asha", "reset", "replaced"));
        rejects(
                user.given(REGISTERED, PASSWORD, issued("change", VerificationPurpose.VERIFY_NEW_EMAIL, NEW))
                        .when(reset("change", NOW)),
                400,
                "INVALID_TOKEN");
    }

    @Test
    void a_verified_address_is_changed_in_two_steps() {
        verified()
                .when(change("first", VerificationPurpose.CONFIRM_EMAIL_CHANGE))
                .expectEvents(issued("first", VerificationPurpose.CONFIRM_EMAIL_CHANGE, NEW));
        rejects(verified().when(change("first", VerificationPurpose.VERIFY_NEW_EMAIL)), 409, "EMAIL_CHANGED");
        user.given(REGISTERED, PASSWORD, VERIFIED, issued("first", VerificationPurpose.CONFIRM_EMAIL_CHANGE, NEW))
                .when(new ConfirmEmailChange(
                        "asha", "first", verification("second", VerificationPurpose.VERIFY_NEW_EMAIL)))
                .expectEvents(
                        new VerificationConsumed("asha", "first"),
                        issued("second", VerificationPurpose.VERIFY_NEW_EMAIL, NEW));
        rejects(
                user.given(REGISTERED, VERIFIED, issued("first", VerificationPurpose.CONFIRM_EMAIL_CHANGE, NEW))
                        .when(new ChangeEmail("asha", "first", NOW)),
                400,
                "INVALID_TOKEN");
    }

    @Test
    void an_address_that_was_not_verified_is_changed_in_one_step() {
        unverified()
                .when(change("only", VerificationPurpose.VERIFY_NEW_EMAIL))
                .expectEvents(issued("only", VerificationPurpose.VERIFY_NEW_EMAIL, NEW));
    }

    @Test
    void a_change_makes_void_what_was_mailed_to_the_old_address() {
        user.given(REGISTERED, PASSWORD, RESET, issued("second", VerificationPurpose.VERIFY_NEW_EMAIL, NEW))
                .when(new ChangeEmail("asha", "second", NOW))
                .expectEvents(
                        new VerificationConsumed("asha", "second"),
                        new VerificationExpired("asha", "reset", "replaced"),
                        new EmailChanged("asha", NEW, true, "asha"));
    }

    @Test
    void what_nobody_used_expires() {
        user.given(REGISTERED, RESET).when(new ExpireVerifications("asha", NOW)).expectNoEvents();
        user.given(REGISTERED, RESET)
                .when(new ExpireVerifications("asha", IN_AN_HOUR))
                .expectEvents(new VerificationExpired("asha", "reset", "time"));
    }

    @Test
    void who_is_erased_leaves_no_verification() {
        user.given(REGISTERED, RESET)
                .when(new EraseUser("asha", Past.ADMIN, "erasure"))
                .expectEvents(
                        new VerificationExpired("asha", "reset", "delete"),
                        new UserDeleted("asha", Past.ADMIN, "erasure"));
        rejects(
                user.given(REGISTERED, new UserDeleted("asha", Past.ADMIN, "erasure"))
                        .when(new RequestEmailVerification("asha", null)),
                404,
                "NOT_FOUND");
    }

    private TestExecutor<User> unverified() {
        return user.given(REGISTERED, PASSWORD);
    }

    private TestExecutor<User> verified() {
        return user.given(REGISTERED, PASSWORD, VERIFIED);
    }

    private static ResetPassword reset(String verificationId, Instant now) {
        return new ResetPassword("asha", verificationId, "new account", "other hash", now);
    }

    private static RequestEmailChange change(String verificationId, VerificationPurpose purpose) {
        return new RequestEmailChange("asha", OLD, NEW, verification(verificationId, purpose));
    }

    private static NewVerification verification(String verificationId, VerificationPurpose purpose) {
        return new NewVerification(verificationId, purpose, "hash of " + verificationId, NOW, "/");
    }

    private static VerificationIssued issued(
            String verificationId, VerificationPurpose purpose, @Nullable String newEmail) {
        return new VerificationIssued(
                "asha", verificationId, purpose, "hash of " + verificationId, IN_AN_HOUR, OLD, newEmail, "/");
    }

    private static void rejects(ResultValidator<User> result, int status, String code) {
        result.expectNoEvents().expectException(Refusal.of(status, code));
    }
}

package io.desifans.identity.command;

import io.desifans.Event;
import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.identity.command.AccountCommand.*;
import io.desifans.identity.command.EmailCommand.*;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command about addresses and accounts does in every state of a user. */
class MailboxStatesTest {

    private static final String BINA = "bina";
    private static final String EMAIL = "bina@example.test";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final Instant IN_AN_HOUR = NOW.plus(Duration.ofHours(1));
    private static final List<Event> REGISTERED = List.of(
            new UserRegistered(BINA, "Bina", EMAIL, null, false, "user", "email"),
            new CredentialSet(BINA, "account", "hash"));

    @Test
    void every_command_in_every_state_of_addresses_and_accounts() {
        StateTable.holds(
                """
                command              | none                                         | here                        | verified                      | linked                               | asked for all                                                              | banned                      | deleted
                ask to verify        | 404                                          | +EmailVerificationRequested | -                             | +EmailVerificationRequested          | +EmailVerificationRequested                                                | +EmailVerificationRequested | 404 NOT_FOUND
                verify               | 404                                          | +EmailVerified              | -                             | +EmailVerified                       | +EmailVerified                                                             | +EmailVerified              | 404 NOT_FOUND
                verify another       | 404                                          | 409 EMAIL_CHANGED           | 409 EMAIL_CHANGED             | 409 EMAIL_CHANGED                    | 409 EMAIL_CHANGED                                                          | 409 EMAIL_CHANGED           | 404 NOT_FOUND
                ask for a reset      | 404                                          | +VerificationIssued         | +VerificationIssued           | +VerificationIssued                  | +VerificationExpired+VerificationIssued                                    | +VerificationIssued         | 404 NOT_FOUND
                reset                | 404                                          | 400 INVALID_TOKEN           | 400 INVALID_TOKEN             | 400 INVALID_TOKEN                    | +VerificationConsumed+PasswordChanged                                      | 400 INVALID_TOKEN           | 404 NOT_FOUND
                reset too late       | 404                                          | 400 INVALID_TOKEN           | 400 INVALID_TOKEN             | 400 INVALID_TOKEN                    | 400 INVALID_TOKEN                                                          | 400 INVALID_TOKEN           | 404 NOT_FOUND
                ask for a change     | 404                                          | +VerificationIssued         | 409 EMAIL_CHANGED             | +VerificationIssued                  | +VerificationExpired+VerificationExpired+VerificationIssued                | +VerificationIssued         | 404 NOT_FOUND
                confirm the change   | 404                                          | 400 INVALID_TOKEN           | 400 INVALID_TOKEN             | 400 INVALID_TOKEN                    | +VerificationConsumed+VerificationExpired+VerificationIssued               | 400 INVALID_TOKEN           | 404 NOT_FOUND
                change               | 404                                          | 400 INVALID_TOKEN           | 400 INVALID_TOKEN             | 400 INVALID_TOKEN                    | +VerificationConsumed+VerificationExpired+VerificationExpired+EmailChanged | 400 INVALID_TOKEN           | 404 NOT_FOUND
                ask for the deletion | 404                                          | +VerificationIssued         | +VerificationIssued           | +VerificationIssued                  | +VerificationIssued                                                        | +VerificationIssued         | 404 NOT_FOUND
                expire               | 404                                          | -                           | -                             | -                                    | +VerificationExpired+VerificationExpired+VerificationExpired               | -                           | 404 NOT_FOUND
                register             | +UserRegistered+AccountLinked+SessionStarted | -                           | -                             | -                                    | -                                                                          | -                           | 404 NOT_FOUND
                sign in              | 404                                          | 401 ACCOUNT_NOT_LINKED      | +AccountLinked+SessionStarted | +AccountTokensUpdated+SessionStarted | 401 ACCOUNT_NOT_LINKED                                                     | 401 ACCOUNT_NOT_LINKED      | 404 NOT_FOUND
                link                 | 404                                          | +AccountLinked              | +AccountLinked                | +AccountTokensUpdated                | +AccountLinked                                                             | 403 BANNED_USER             | 404 NOT_FOUND
                update tokens        | 404                                          | 400 ACCOUNT_NOT_FOUND       | 400 ACCOUNT_NOT_FOUND         | +AccountTokensUpdated                | 400 ACCOUNT_NOT_FOUND                                                      | 400 ACCOUNT_NOT_FOUND       | 404 NOT_FOUND
                unlink               | 404                                          | 400 ACCOUNT_NOT_FOUND       | 400 ACCOUNT_NOT_FOUND         | +AccountUnlinked                     | 400 ACCOUNT_NOT_FOUND                                                      | 400 ACCOUNT_NOT_FOUND       | 404 NOT_FOUND""", MailboxStatesTest::user, MailboxStatesTest::command, EmailCommand.class, AccountCommand.class);
    }

    private static TestExecutor<?> user(String state) {
        var fixture = Past.ofFourUsers().fixture(User.class);
        fixture.registerInjectableResource(new Keys());
        return fixture.given(
                switch (state) {
                    case "none" -> List.of();
                    case "here" -> REGISTERED;
                    case "verified" -> and(new EmailVerified(BINA, EMAIL, BINA));
                    case "linked" ->
                        and(new AccountLinked(
                                BINA, "row", "google", "subject", null, null, null, null, null, "openid"));
                    case "asked for all" ->
                        and(
                                issued("reset", VerificationPurpose.RESET_PASSWORD, null),
                                issued("confirm", VerificationPurpose.CONFIRM_EMAIL_CHANGE, "new@example.test"),
                                issued("change", VerificationPurpose.VERIFY_NEW_EMAIL, "new@example.test"));
                    case "banned" -> and(new UserBanned(BINA, "Spam", null, "admin"));
                    case "deleted" -> and(new UserDeleted(BINA, "admin", "erasure"));
                    default -> throw new IllegalArgumentException(state);
                });
    }

    private static List<Event> and(Event... events) {
        List<Event> all = new ArrayList<>(REGISTERED);
        all.addAll(List.of(events));
        return all;
    }

    private static VerificationIssued issued(String id, VerificationPurpose purpose, String newEmail) {
        return new VerificationIssued(BINA, id, purpose, "hash of " + id, IN_AN_HOUR, EMAIL, newEmail, "/");
    }

    private static Object command(String name) {
        return switch (name) {
            case "ask to verify" -> new RequestEmailVerification(BINA, "/");
            case "verify" -> new VerifyEmail(BINA, EMAIL);
            case "verify another" -> new VerifyEmail(BINA, "old@example.test");
            case "ask for a reset" ->
                new RequestPasswordReset(BINA, next("reset-2", VerificationPurpose.RESET_PASSWORD));
            case "reset" -> new ResetPassword(BINA, "reset", "account-2", "other hash", NOW);
            case "reset too late" -> new ResetPassword(BINA, "reset", "account-2", "other hash", IN_AN_HOUR);
            case "ask for a change" ->
                new RequestEmailChange(
                        BINA, EMAIL, "new@example.test", next("n", VerificationPurpose.VERIFY_NEW_EMAIL));
            case "confirm the change" ->
                new ConfirmEmailChange(BINA, "confirm", next("n", VerificationPurpose.VERIFY_NEW_EMAIL));
            case "change" -> new ChangeEmail(BINA, "change", NOW);
            case "ask for the deletion" ->
                new RequestDeletion(BINA, next("deletion", VerificationPurpose.DELETE_ACCOUNT));
            case "expire" -> new ExpireVerifications(BINA, IN_AN_HOUR);
            case "register" ->
                new RegisterWithAccount(
                        BINA, new Registration("Bina", EMAIL, null, "row", null), true, account(), session());
            case "sign in" -> new SignInWithAccount(BINA, account(), EMAIL, true, session());
            case "link" -> new LinkAccount(BINA, account(), NOW);
            case "update tokens" ->
                new UpdateAccountTokens(BINA, "row", account().tokens());
            case "unlink" -> new UnlinkAccount(BINA, "row");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static NewVerification next(String id, VerificationPurpose purpose) {
        return new NewVerification(id, purpose, "hash of " + id, NOW, "/");
    }

    private static ProviderAccount account() {
        return new ProviderAccount(
                "row", "google", "subject", new ProviderTokens(null, null, null, null, null, "openid"));
    }

    private static NewSession session() {
        return new NewSession("session", "token hash", NOW, true, "127.0.0.1", "test");
    }
}

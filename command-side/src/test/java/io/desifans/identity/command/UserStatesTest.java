package io.desifans.identity.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.RAVI;

import io.desifans.Event;
import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.ImportCommand.ImportAccount;
import io.desifans.identity.command.ImportCommand.ImportUser;
import io.desifans.identity.command.UserCommand.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command does in every state of a user: with a password and one session, banned, deleted. */
class UserStatesTest {

    private static final String BINA = "bina";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Registration REGISTRATION =
            new Registration("Bina", "bina@example.test", null, "account", "hash");
    private static final List<Event> REGISTERED = List.of(
            new UserRegistered(BINA, "Bina", "bina@example.test", null, false, "user", "email"),
            new CredentialSet(BINA, "account", "hash"),
            new SessionStarted(BINA, "session", "token hash", TOMORROW, true, null, null, "email"));

    @Test
    void every_command_in_every_state_of_a_user() {
        StateTable.holds("""
                command           | none                                                     | here                            | impersonated                                   | verified                        | banned                          | deleted
                register          | +UserRegistered+CredentialSet+SessionStarted             | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                register unsigned | +UserRegistered+CredentialSet+EmailVerificationRequested | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                first admin       | +UserRegistered+CredentialSet                            | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                make first admin  | 404                                                      | +RoleChanged                    | +RoleChanged                                   | +RoleChanged                    | +RoleChanged                    | 404 NOT_FOUND
                create            | +UserRegistered+CredentialSet                            | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                import            | +UserRegistered+UserImported                             | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                import account    | 404                                                      | +AccountLinked+AccountImported  | +AccountLinked+AccountImported                 | +AccountLinked+AccountImported  | +AccountLinked+AccountImported  | 404 NOT_FOUND
                sign in           | 404                                                      | +SessionStarted+NewDeviceSeen   | +SessionStarted+NewDeviceSeen                  | +SessionStarted+NewDeviceSeen   | 403 BANNED_USER                 | 404 NOT_FOUND
                refresh           | 404                                                      | +SessionRefreshed               | +SessionRefreshed                              | +SessionRefreshed               | +SessionRefreshed               | 404 NOT_FOUND
                sign out          | 404                                                      | +SessionRevoked                 | +SessionRevoked                                | +SessionRevoked                 | +SessionRevoked                 | 404 NOT_FOUND
                sign out all      | 404                                                      | +SessionRevoked                 | +SessionRevoked+SessionRevoked                 | +SessionRevoked                 | +SessionRevoked                 | 404 NOT_FOUND
                update            | 404                                                      | +UserProfileUpdated             | +UserProfileUpdated                            | +UserProfileUpdated             | +UserProfileUpdated             | 404 NOT_FOUND
                change password   | 404                                                      | +PasswordChanged                | +PasswordChanged                               | +PasswordChanged                | +PasswordChanged                | 404 NOT_FOUND
                change role       | 404                                                      | +RoleChanged                    | +RoleChanged                                   | +RoleChanged                    | +RoleChanged                    | 404 NOT_FOUND
                set password      | 404                                                      | +PasswordChanged+SessionRevoked | +PasswordChanged+SessionRevoked+SessionRevoked | +PasswordChanged+SessionRevoked | +PasswordChanged+SessionRevoked | 404 NOT_FOUND
                end sessions      | 404                                                      | +SessionRevoked                 | +SessionRevoked+SessionRevoked                 | +SessionRevoked                 | +SessionRevoked                 | 404 NOT_FOUND
                ban               | 404                                                      | +UserBanned+SessionRevoked      | +UserBanned+SessionRevoked+SessionRevoked      | +UserBanned+SessionRevoked      | +UserBanned+SessionRevoked      | 404 NOT_FOUND
                unban             | 404                                                      | -                               | -                                              | -                               | +UserUnbanned                   | 404 NOT_FOUND
                end ban           | 404                                                      | -                               | -                                              | -                               | +UserUnbanned                   | 404 NOT_FOUND
                end ban too early | 404                                                      | -                               | -                                              | -                               | -                               | 404 NOT_FOUND
                impersonate       | 404                                                      | +ImpersonationStarted           | +ImpersonationStarted                          | +ImpersonationStarted           | 403 BANNED_USER                 | 404 NOT_FOUND
                stop acting       | 404                                                      | -                               | +ImpersonationEnded                            | -                               | -                               | 404 NOT_FOUND
                erase             | 404                                                      | +UserDeleted                    | +UserDeleted                                   | +UserDeleted                    | +UserDeleted                    | 404 NOT_FOUND
                delete            | 404                                                      | +UserDeleted                    | +UserDeleted                                   | +UserDeleted                    | +UserDeleted                    | 404 NOT_FOUND
                revise            | 404                                                      | +EmailChanged                   | +EmailChanged                                  | +EmailChanged                   | +EmailChanged                   | 404 NOT_FOUND
                set email         | not by itself                                            | not by itself                   | not by itself                                  | not by itself                   | not by itself                   | not by itself""", UserStatesTest::user, UserStatesTest::command, UserCommand.class, ImportCommand.class);
    }

    private static TestExecutor<?> user(String state) {
        var fixture = Past.ofFourUsers().fixture(User.class);
        fixture.registerInjectableResource(new Keys());
        return fixture.given(
                switch (state) {
                    case "none" -> List.of();
                    case "here" -> REGISTERED;
                    case "impersonated" ->
                        and(new ImpersonationStarted(BINA, ADMIN, "acting", "token hash", TOMORROW, null, null));
                    case "verified" -> and(new EmailVerified(BINA, "bina@example.test", BINA));
                    case "banned" -> and(new UserBanned(BINA, "Spam", TOMORROW, ADMIN));
                    case "deleted" -> and(new UserDeleted(BINA, ADMIN, "erasure"));
                    default -> throw new IllegalArgumentException(state);
                });
    }

    private static List<Event> and(Event event) {
        List<Event> all = new ArrayList<>(REGISTERED);
        all.add(event);
        return all;
    }

    private static Object command(String name) {
        return switch (name) {
            case "register" -> new RegisterUser(BINA, REGISTRATION, session("session"));
            case "register unsigned" -> new RegisterUnverified(BINA, REGISTRATION, "/");
            case "first admin" -> new RegisterFirstAdmin(BINA, REGISTRATION);
            case "make first admin" -> new MakeFirstAdmin(BINA);
            case "create" -> new CreateUser(BINA, REGISTRATION, "user", ADMIN);
            case "import" ->
                new ImportUser(
                        BINA,
                        new Registration("Bina", "bina@example.test", null, "account", null),
                        false,
                        "user",
                        null,
                        NOW,
                        NOW);
            case "import account" -> new ImportAccount(BINA, account(), null, NOW, NOW);
            case "sign in" -> new StartSession(BINA, "hash", session("another"));
            case "refresh" -> new RefreshSession(BINA, "session", NOW);
            case "sign out" -> new RevokeSession(BINA, "session", "sign-out");
            case "sign out all" -> new RevokeSessions(BINA, null, "sign-out");
            default -> change(name);
        };
    }

    private static Object change(String name) {
        return switch (name) {
            case "update" -> new UpdateProfile(BINA, "Bina Rao", null, false);
            case "change password" -> new ChangePassword(BINA, "hash", "other hash", null);
            case "change role" -> new ChangeRole(BINA, "user,auditor", ADMIN, List.of());
            case "set password" -> new SetPassword(BINA, "account-2", "other hash", ADMIN);
            case "end sessions" -> new EndSessions(BINA, null, ADMIN);
            case "ban" -> new BanUser(BINA, "Fraud", null, ADMIN);
            case "unban" -> new UnbanUser(BINA, ADMIN);
            case "end ban" -> new EndBan(BINA, TOMORROW);
            case "end ban too early" -> new EndBan(BINA, NOW);
            case "impersonate" -> new Impersonate(BINA, ADMIN, session("acting-2"));
            case "stop acting" -> new StopImpersonating(BINA, ADMIN, "acting");
            case "erase" -> new EraseUser(BINA, ADMIN, "erasure");
            case "set email" -> new SetEmail(BINA, "new@example.test", true, ADMIN);
            case "delete" -> new DeleteUser(BINA, "hash", null, NOW, List.of(RAVI));
            case "revise" ->
                new ReviseUser(
                        BINA, ADMIN, null, new SetEmail(BINA, "new@example.test", true, ADMIN), null, null, null);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ProviderAccount account() {
        return new ProviderAccount(
                "row", "google", "subject", new ProviderTokens(null, null, null, null, null, "openid"));
    }

    private static NewSession session(String id) {
        return new NewSession(id, "token hash", NOW, true, "127.0.0.1", "test");
    }
}

package io.desifans.identity.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.RAVI;

import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.ImpersonationEnded;
import io.desifans.identity.UserEvent.ImpersonationStarted;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.UserCommand.CreateUser;
import io.desifans.identity.command.UserCommand.EndSessions;
import io.desifans.identity.command.UserCommand.Impersonate;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RefreshSession;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.SetPassword;
import io.desifans.identity.command.UserCommand.StopImpersonating;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What an admin does to another user. */
class AdminTest {

    private static final UserRegistered MADE =
            new UserRegistered("bina", "Bina", "bina@example.test", null, false, "user", "admin");
    private static final CredentialSet PASSWORD = new CredentialSet("bina", "account", "hash");

    private TestExecutor<User> bina(Object... past) {
        return Past.ofFourUsers().fixture(User.class).given(past);
    }

    @Test
    void a_user_is_made_with_a_password_or_without_and_with_no_session() {
        Registration with = new Registration("Bina", "bina@example.test", null, "account", "hash");
        bina().when(new CreateUser("bina", with, "user", ADMIN)).expectEvents(MADE, PASSWORD);
        Registration without = new Registration("Bina", "bina@example.test", null, "account", null);
        bina().when(new CreateUser("bina", without, "user", ADMIN)).expectEvents(MADE);
        bina(MADE).when(new CreateUser("bina", without, "user", ADMIN)).expectNoEvents();
    }

    @Test
    void a_password_is_set_where_there_was_none_and_changed_where_there_was_one() {
        bina(MADE).when(new SetPassword("bina", "account", "hash", ADMIN)).expectEvents(PASSWORD);
        bina(MADE, PASSWORD, started("one"))
                .when(new SetPassword("bina", "other row", "other hash", ADMIN))
                .expectEvents(
                        new PasswordChanged("bina", "account", "other hash", "admin"),
                        new SessionRevoked("bina", "one", "password"));
    }

    @Test
    void one_session_is_ended_or_all() {
        bina(MADE, started("one"), started("two"))
                .when(new EndSessions("bina", "two", ADMIN))
                .expectEvents(new SessionRevoked("bina", "two", "admin"));
        bina(MADE, started("one"), started("two"))
                .when(new EndSessions("bina", null, ADMIN))
                .expectEvents(new SessionRevoked("bina", "one", "admin"), new SessionRevoked("bina", "two", "admin"));
        bina(MADE).when(new EndSessions("bina", "two", ADMIN)).expectNoEvents();
    }

    @Test
    void an_impersonation_lasts_an_hour_is_not_refreshed_and_ends_once() {
        Instant now = Instant.parse("2026-11-22T10:00:00.000Z");
        ImpersonationStarted acting =
                new ImpersonationStarted("bina", ADMIN, "acting", "token hash", now.plusSeconds(3600), null, null);
        NewSession session = new NewSession("acting", "token hash", now, false, null, null);
        bina(MADE).when(new Impersonate("bina", ADMIN, session)).expectEvents(acting);
        bina(MADE, acting)
                .when(new RefreshSession("bina", "acting", now.plusSeconds(3000)))
                .expectNoEvents();
        ImpersonationEnded ended = new ImpersonationEnded("bina", ADMIN, "acting");
        StopImpersonating stop = new StopImpersonating("bina", ADMIN, "acting");
        bina(MADE, acting).when(stop).expectEvents(ended);
        bina(MADE, acting, ended).when(stop).expectNoEvents();
        bina(MADE, acting)
                .when(new EndSessions("bina", null, ADMIN))
                .expectEvents(new SessionRevoked("bina", "acting", "admin"));
    }

    @Test
    void who_is_no_admin_does_none_of_it() {
        Registration registration = new Registration("Bina", "bina@example.test", null, "account", null);
        for (UserCommand command : List.of(
                new SetPassword("bina", "account", "hash", RAVI),
                new EndSessions("bina", null, RAVI),
                new CreateUser("bina", registration, "user", RAVI)))
            bina(MADE).when(command).expectNoEvents().expectException(Refusal.of(403, "NOT_ALLOWED"));
    }

    private static SessionStarted started(String sessionId) {
        return new SessionStarted("bina", sessionId, "token hash", Instant.MAX, true, null, null, "email");
    }
}

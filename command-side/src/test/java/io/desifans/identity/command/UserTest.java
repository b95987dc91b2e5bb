package io.desifans.identity.command;

import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.NewDeviceSeen;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.command.UserCommand.ChangePassword;
import io.desifans.identity.command.UserCommand.ChangeRole;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.identity.command.UserCommand.MakeFirstAdmin;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RefreshSession;
import io.desifans.identity.command.UserCommand.RegisterFirstAdmin;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.identity.command.UserCommand.RevokeSession;
import io.desifans.identity.command.UserCommand.RevokeSessions;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final UserRegistered REGISTERED =
            new UserRegistered("asha", "Asha", "asha@example.test", null, false, "user", "email");
    private static final CredentialSet PASSWORD = new CredentialSet("asha", "account", "hash");
    private static final SessionStarted SESSION = started("session", NOW.plus(Duration.ofDays(7)), true);
    private static final UserRegistered ADMIN = Past.registered(Past.ADMIN, "user,admin");
    private static final UserDeleted DELETED = new UserDeleted("asha", Past.ADMIN, "erasure");
    private static final Registration REGISTRATION =
            new Registration("Asha", "asha@example.test", null, "account", "hash");

    private FixtureConfiguration<User> user;

    @BeforeEach
    void newFixture() {
        user = Past.ofFourUsers()
                .and(Past.registered("root", "admin"), Past.registered("former", "admin"))
                .and(new RoleChanged("former", "user", "root"))
                .and(Past.registered("erased", "admin"), Past.deleted("erased"))
                .fixture(User.class);
        user.registerInjectableResource(new Keys());
    }

    @Test
    void a_sign_up_registers_sets_the_password_and_starts_a_session() {
        user.givenNoPriorActivity()
                .when(new RegisterUser("asha", REGISTRATION, session("session", NOW, true)))
                .expectEvents(REGISTERED, PASSWORD, SESSION);
    }

    @Test
    void a_sign_up_that_is_repeated_changes_nothing() {
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new RegisterUser("asha", REGISTRATION, session("session", NOW, true)))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void the_first_admin_is_registered_without_a_session() {
        user.givenNoPriorActivity()
                .when(new RegisterFirstAdmin("asha", REGISTRATION))
                .expectEvents(
                        new UserRegistered("asha", "Asha", "asha@example.test", null, true, "admin", "email"),
                        PASSWORD);
    }

    @Test
    void a_user_becomes_the_first_admin_once() {
        RoleChanged changed = new RoleChanged("asha", "user,admin", "system:bootstrap");
        user.given(REGISTERED, PASSWORD).when(new MakeFirstAdmin("asha")).expectEvents(changed);
        user.given(REGISTERED, PASSWORD, changed)
                .when(new MakeFirstAdmin("asha"))
                .expectNoEvents();
    }

    @Test
    void a_session_not_to_be_remembered_lasts_a_day() {
        user.given(REGISTERED, PASSWORD)
                .when(new StartSession("asha", "hash", session("other", NOW, false)))
                .expectEvents(started("other", NOW.plus(Duration.ofDays(1)), false));
    }

    @Test
    void a_session_of_a_device_that_was_never_here_is_news() {
        SessionStarted phone = new SessionStarted("asha", "p", "h", NOW, true, null, "phone", "email");
        user.given(REGISTERED, PASSWORD, phone, new SessionRevoked("asha", "p", "sign-out"))
                .when(new StartSession("asha", "hash", session("other", NOW, false)))
                .expectEvents(
                        started("other", NOW.plus(Duration.ofDays(1)), false), new NewDeviceSeen("asha", "other"));
    }

    @Test
    void a_session_needs_the_password_that_is_set_now() {
        rejects(
                user.given(REGISTERED, PASSWORD)
                        .when(new StartSession("asha", "old hash", session("other", NOW, true))),
                409,
                "PASSWORD_CHANGED");
    }

    @Test
    void sessions_that_ran_out_are_cleared_away_when_the_next_one_starts() {
        Instant soon = NOW.plus(Duration.ofDays(1));
        Instant later = NOW.plus(Duration.ofDays(7));
        SessionStarted brief = started("brief", soon, false);
        SessionRevoked over = new SessionRevoked("asha", "brief", "expiry");
        user.given(REGISTERED, PASSWORD, SESSION, brief)
                .when(new StartSession("asha", "hash", session("other", soon, true)))
                .expectEvents(over, started("other", soon.plus(Duration.ofDays(7)), true));
        user.given(REGISTERED, PASSWORD, SESSION, brief, over)
                .when(new StartSession("asha", "hash", session("other", later, true)))
                .expectEvents(
                        new SessionRevoked("asha", "session", "expiry"),
                        started("other", later.plus(Duration.ofDays(7)), true));
    }

    @Test
    void a_session_is_refreshed_when_a_day_has_passed_and_not_again_at_once() {
        Instant due = NOW.plus(Duration.ofDays(1));
        SessionRefreshed refreshed = new SessionRefreshed("asha", "session", due.plus(Duration.ofDays(7)));
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new RefreshSession("asha", "session", due.minusMillis(1)))
                .expectNoEvents();
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new RefreshSession("asha", "session", due))
                .expectEvents(refreshed);
        user.given(REGISTERED, PASSWORD, SESSION, refreshed)
                .when(new RefreshSession("asha", "session", due.plusSeconds(1)))
                .expectNoEvents();
    }

    @Test
    void a_session_that_is_over_or_not_remembered_is_never_refreshed() {
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new RefreshSession("asha", "session", NOW.plus(Duration.ofDays(7))))
                .expectNoEvents();
        user.given(REGISTERED, PASSWORD, started("session", NOW.plus(Duration.ofDays(1)), false))
                .when(new RefreshSession("asha", "session", NOW.plus(Duration.ofHours(23))))
                .expectNoEvents();
        user.given(REGISTERED, PASSWORD, SESSION, new SessionRevoked("asha", "session", "sign-out"))
                .when(new RefreshSession("asha", "session", NOW.plus(Duration.ofDays(2))))
                .expectNoEvents();
    }

    @Test
    void a_session_is_revoked_once() {
        SessionRevoked revoked = new SessionRevoked("asha", "session", "sign-out");
        RevokeSession revoke = new RevokeSession("asha", "session", "sign-out");
        user.given(REGISTERED, PASSWORD, SESSION).when(revoke).expectEvents(revoked);
        user.given(REGISTERED, PASSWORD, SESSION, revoked).when(revoke).expectNoEvents();
    }

    @Test
    void all_sessions_end_but_the_one_that_is_kept() {
        SessionStarted other = started("other", NOW.plus(Duration.ofDays(7)), true);
        user.given(REGISTERED, PASSWORD, SESSION, other)
                .when(new RevokeSessions("asha", "session", "user"))
                .expectEvents(new SessionRevoked("asha", "other", "user"));
        user.given(REGISTERED, PASSWORD, SESSION, other)
                .when(new RevokeSessions("asha", null, "user"))
                .expectEvents(
                        new SessionRevoked("asha", "session", "user"), new SessionRevoked("asha", "other", "user"));
    }

    @Test
    void name_and_image_change_each_by_itself() {
        UserProfileUpdated pictured = new UserProfileUpdated("asha", "Asha", "https://x.test/a.png");
        user.given(REGISTERED)
                .when(new UpdateProfile("asha", null, "https://x.test/a.png", true))
                .expectEvents(pictured);
        user.given(REGISTERED, pictured)
                .when(new UpdateProfile("asha", "Asha Rao", null, false))
                .expectEvents(new UserProfileUpdated("asha", "Asha Rao", "https://x.test/a.png"));
        user.given(REGISTERED, pictured)
                .when(new UpdateProfile("asha", null, null, true))
                .expectEvents(new UserProfileUpdated("asha", "Asha", null));
        user.given(REGISTERED, pictured)
                .when(new UpdateProfile("asha", "Asha", null, false))
                .expectNoEvents();
    }

    @Test
    void a_password_changes_once_and_can_end_every_session_for_a_new_one() {
        PasswordChanged changed = new PasswordChanged("asha", "account", "new hash", "user");
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new ChangePassword("asha", "hash", "new hash", null))
                .expectEvents(changed);
        rejects(
                user.given(REGISTERED, PASSWORD, changed).when(new ChangePassword("asha", "hash", "newer hash", null)),
                409,
                "PASSWORD_CHANGED");
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new ChangePassword("asha", "hash", "new hash", session("other", NOW, true)))
                .expectEvents(
                        changed,
                        new SessionRevoked("asha", "session", "password"),
                        started("other", NOW.plus(Duration.ofDays(7)), true));
    }

    @Test
    void an_admin_erases_a_user() {
        user.given(REGISTERED, PASSWORD, SESSION)
                .when(new EraseUser("asha", Past.ADMIN, "erasure"))
                .expectEvents(DELETED);
    }

    @Test
    void nobody_erases_themselves_so_that_an_admin_is_always_left() {
        rejects(
                user.given(REGISTERED, PASSWORD).when(new EraseUser("asha", "asha", "erasure")),
                409,
                "YOU_CANNOT_ERASE_YOURSELF");
    }

    @Test
    void an_admin_steps_down_while_another_one_is_left() {
        var down = new ChangeRole(Past.ADMIN, "user", Past.ADMIN, List.of(Past.RAVI, "root"));
        user.given(ADMIN).when(down).expectEvents(new RoleChanged(Past.ADMIN, "user", Past.ADMIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {Past.ADMIN, Past.RAVI, "former", "erased", "unknown"})
    void I18_the_last_admin_keeps_the_role(String noOther) {
        rejects(
                user.given(ADMIN).when(new ChangeRole(Past.ADMIN, "user", Past.ADMIN, List.of(noOther))),
                409,
                "LAST_ADMIN");
        user.given(ADMIN)
                .when(new ChangeRole(Past.ADMIN, "admin,auditor", Past.ADMIN, List.of(noOther)))
                .expectEvents(new RoleChanged(Past.ADMIN, "admin,auditor", Past.ADMIN));
    }

    @Test
    void an_admin_takes_the_role_from_another() {
        user.given(ADMIN)
                .when(new ChangeRole(Past.ADMIN, "user", "root", List.of()))
                .expectEvents(new RoleChanged(Past.ADMIN, "user", "root"));
        rejects(user.given(ADMIN).when(new ChangeRole(Past.ADMIN, "user", "former", List.of())), 403, "NOT_ALLOWED");
    }

    @Test
    void who_is_no_admin_any_more_erases_nobody() {
        rejects(user.given(REGISTERED, PASSWORD).when(new EraseUser("asha", Past.RAVI, "erasure")), 403, "NOT_ALLOWED");
    }

    @Test
    void a_user_who_is_gone_accepts_no_command() {
        rejects(
                user.given(REGISTERED, PASSWORD, DELETED).when(new EraseUser("asha", Past.ADMIN, "erasure")),
                404,
                "NOT_FOUND");
        rejects(
                user.given(REGISTERED, PASSWORD, DELETED)
                        .when(new StartSession("asha", "hash", session("other", NOW, true))),
                404,
                "NOT_FOUND");
        rejects(
                user.given(REGISTERED, PASSWORD, DELETED)
                        .when(new RegisterUser("asha", REGISTRATION, session("other", NOW, true))),
                404,
                "NOT_FOUND");
        rejects(
                user.given(REGISTERED, SESSION, DELETED).when(new RevokeSession("asha", "session", "sign-out")),
                404,
                "NOT_FOUND");
    }

    private static void rejects(ResultValidator<User> result, int status, String code) {
        result.expectNoEvents().expectException(Refusal.of(status, code));
    }

    private static NewSession session(String sessionId, Instant now, boolean remember) {
        return new NewSession(sessionId, "token hash", now, remember, "127.0.0.1", "test");
    }

    private static SessionStarted started(String sessionId, Instant expiresAt, boolean remember) {
        return new SessionStarted("asha", sessionId, "token hash", expiresAt, remember, "127.0.0.1", "test", "email");
    }
}

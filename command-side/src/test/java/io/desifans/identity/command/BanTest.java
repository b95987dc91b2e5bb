package io.desifans.identity.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.RAVI;

import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.identity.command.UserCommand.BanUser;
import io.desifans.identity.command.UserCommand.EndBan;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.StartSession;
import io.desifans.identity.command.UserCommand.UnbanUser;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final UserRegistered REGISTERED = Past.registered("bina", "user");
    private static final CredentialSet PASSWORD = new CredentialSet("bina", "account", "hash");
    private static final UserBanned FOR_EVER = new UserBanned("bina", "Spam", null, ADMIN);
    private static final UserBanned FOR_AN_HOUR = new UserBanned("bina", "Spam", LATER, ADMIN);
    private static final UserUnbanned EXPIRED = new UserUnbanned("bina", "system:sign-in", "expired");

    private final Past past =
            Past.ofFourUsers().and(Past.registered("barred", "admin"), new UserBanned("barred", "Fraud", null, ADMIN));

    private TestExecutor<User> bina(Object... since) {
        return past.fixture(User.class).given(REGISTERED, PASSWORD).andGiven(since);
    }

    @Test
    void all_sessions_end_in_the_same_commit() {
        bina(started("one"), started("two"), new SessionRevoked("bina", "one", "sign-out"), started("three"))
                .when(new BanUser("bina", "Spam", null, ADMIN))
                .expectEvents(
                        FOR_EVER, new SessionRevoked("bina", "two", "ban"), new SessionRevoked("bina", "three", "ban"));
    }

    @Test
    void a_ban_said_again_changes_nothing_and_another_one_takes_its_place() {
        bina(FOR_AN_HOUR).when(new BanUser("bina", "Spam", LATER, ADMIN)).expectNoEvents();
        bina(FOR_AN_HOUR).when(new BanUser("bina", "Spam", null, ADMIN)).expectEvents(FOR_EVER);
    }

    @Test
    void a_ban_is_lifted_once() {
        UserUnbanned lifted = new UserUnbanned("bina", ADMIN, "admin");
        bina(FOR_EVER).when(new UnbanUser("bina", ADMIN)).expectEvents(lifted);
        bina(FOR_EVER, lifted).when(new UnbanUser("bina", ADMIN)).expectNoEvents();
    }

    @Test
    void a_banned_user_gets_no_session() {
        rejects(bina(FOR_EVER).when(signInAt(LATER)), 403, "BANNED_USER");
        rejects(bina(FOR_AN_HOUR).when(signInAt(LATER.minusMillis(1))), 403, "BANNED_USER");
    }

    @Test
    void a_ban_whose_time_is_over_is_lifted_by_the_next_sign_in() {
        bina(FOR_AN_HOUR).when(signInAt(LATER)).expectEvents(EXPIRED, started("new", LATER));
        bina(FOR_AN_HOUR, EXPIRED, started("new", LATER)).when(signInAt(LATER)).expectNoEvents();
    }

    @Test
    void a_ban_ends_at_its_time_once_and_not_one_that_was_made_longer() {
        UserUnbanned ended = new UserUnbanned("bina", "system:timers", "expired");
        bina(FOR_AN_HOUR).when(new EndBan("bina", LATER)).expectEvents(ended);
        bina(FOR_AN_HOUR).when(new EndBan("bina", LATER.minusMillis(1))).expectNoEvents();
        bina(FOR_AN_HOUR, ended).when(new EndBan("bina", LATER)).expectNoEvents();
        bina(FOR_EVER).when(new EndBan("bina", LATER)).expectNoEvents();
    }

    @Test
    void nobody_bans_themselves() {
        rejects(
                past.fixture(User.class)
                        .given(Past.registered(ADMIN, "admin"))
                        .when(new BanUser(ADMIN, "Tired", null, ADMIN)),
                400,
                "YOU_CANNOT_BAN_YOURSELF");
    }

    @ParameterizedTest
    @ValueSource(strings = {RAVI, "barred", "unknown"})
    void who_is_no_admin_or_a_banned_one_bans_and_unbans_nobody(String by) {
        rejects(bina().when(new BanUser("bina", "Spam", null, by)), 403, "NOT_ALLOWED");
        rejects(bina(FOR_EVER).when(new UnbanUser("bina", by)), 403, "NOT_ALLOWED");
        rejects(
                past.fixture(User.class)
                        .given(Past.registered(ADMIN, "admin"))
                        .when(new UserCommand.ChangeRole(ADMIN, "user", ADMIN, List.of(by))),
                409,
                "LAST_ADMIN");
    }

    @ParameterizedTest
    @CsvSource({"0", "501"})
    void a_reason_has_1_to_500_characters(int length) {
        Refusal.assertInvalid("banReason", () -> new BanUser("bina", "x".repeat(length), null, ADMIN));
    }

    private static void rejects(ResultValidator<User> result, int status, String code) {
        result.expectNoEvents().expectException(Refusal.of(status, code));
    }

    private static StartSession signInAt(Instant now) {
        return new StartSession("bina", "hash", new NewSession("new", "token hash", now, true, null, null));
    }

    private static SessionStarted started(String sessionId) {
        return started(sessionId, NOW);
    }

    private static SessionStarted started(String sessionId, Instant at) {
        Instant expiresAt = at.plus(LiveSession.REMEMBERED);
        return new SessionStarted("bina", sessionId, "token hash", expiresAt, true, null, null, "email");
    }
}

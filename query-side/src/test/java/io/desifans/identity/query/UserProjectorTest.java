package io.desifans.identity.query;

import static io.desifans.db.Tables.ACCOUNT;
import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;
import static io.desifans.db.Tables.VERIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.identity.OauthStateEvent.OauthStateConsumed;
import io.desifans.identity.OauthStateEvent.OauthStateExpired;
import io.desifans.identity.OauthStateEvent.OauthStateIssued;
import io.desifans.identity.UserEvent.AccountLinked;
import io.desifans.identity.UserEvent.AccountTokensUpdated;
import io.desifans.identity.UserEvent.AccountUnlinked;
import io.desifans.identity.UserEvent.CredentialSet;
import io.desifans.identity.UserEvent.EmailChanged;
import io.desifans.identity.UserEvent.EmailUnverified;
import io.desifans.identity.UserEvent.EmailVerificationRequested;
import io.desifans.identity.UserEvent.EmailVerified;
import io.desifans.identity.UserEvent.PasswordChanged;
import io.desifans.identity.UserEvent.RoleChanged;
import io.desifans.identity.UserEvent.SessionRefreshed;
import io.desifans.identity.UserEvent.SessionRevoked;
import io.desifans.identity.UserEvent.SessionStarted;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.UserEvent.UserRegistered;
import io.desifans.identity.UserEvent.UserUnbanned;
import io.desifans.identity.UserEvent.VerificationConsumed;
import io.desifans.identity.UserEvent.VerificationExpired;
import io.desifans.identity.UserEvent.VerificationIssued;
import io.desifans.identity.VerificationPurpose;
import io.desifans.query.QuerySideTest;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

class UserProjectorTest extends QuerySideTest {

    private static final Instant LATER = Instant.parse("2026-02-01T00:00:00.123Z");

    private final String userId = newId();
    private final String accountId = newId();
    private final String sessionId = newId();
    private final String token = "0".repeat(32) + newId();

    @Test
    void a_registered_user_has_an_account_and_a_session_in_all_columns() {
        Instant registered = happened.events(new UserRegistered(
                userId, "Asha Rao", "asha." + userId + "@example.test", "https://i.test/a.png", true, "user", "email"));
        Instant set = happened.events(new CredentialSet(userId, accountId, "salt:key"));
        Instant started = happened.events(
                new SessionStarted(userId, sessionId, token, LATER, true, "203.0.113.7", "Firefox", "email"));

        assertThat(row(USER, userId).intoArray())
                .containsExactly(
                        userId,
                        "Asha Rao",
                        "asha." + userId + "@example.test",
                        true,
                        "https://i.test/a.png",
                        registered,
                        registered,
                        "user",
                        null,
                        null,
                        null);
        assertThat(row(ACCOUNT, accountId).intoArray())
                .containsExactly(
                        accountId,
                        userId,
                        "credential",
                        userId,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "salt:key",
                        set,
                        set);
        assertThat(row(SESSION, sessionId).intoArray())
                .containsExactly(sessionId, LATER, token, started, started, "203.0.113.7", "Firefox", userId, null);
    }

    @Test
    void roles_and_sessions_change_with_the_time_of_the_change() {
        Instant registered = happened.events(registered());
        Instant started = happened.events(started());
        Instant changed = happened.events(new RoleChanged(userId, "user,auditor", "system:test"));
        Instant refreshed = happened.events(new SessionRefreshed(userId, sessionId, LATER.plusSeconds(9)));

        Record user = row(USER, userId);
        assertThat(user.get(USER.ROLE)).isEqualTo("user,auditor");
        assertThat(user.get(USER.CREATED_AT)).isEqualTo(registered);
        assertThat(user.get(USER.UPDATED_AT)).isEqualTo(changed);
        Record session = row(SESSION, sessionId);
        assertThat(session.get(SESSION.EXPIRES_AT)).isEqualTo(LATER.plusSeconds(9));
        assertThat(session.get(SESSION.CREATED_AT)).isEqualTo(started);
        assertThat(session.get(SESSION.UPDATED_AT)).isEqualTo(refreshed);

        happened.events(new SessionRevoked(userId, sessionId, "sign-out"));
        assertThat(db.fetchExists(SESSION, SESSION.ID.eq(sessionId))).isFalse();
    }

    @Test
    void name_image_and_password_are_as_they_were_changed_to() {
        happened.events(registered(), new CredentialSet(userId, accountId, "salt:key"));
        Instant changed = happened.events(
                new UserProfileUpdated(userId, "Asha Rao", "https://x.test/a.png"),
                new PasswordChanged(userId, accountId, "salt:other", "user"));
        Record user = row(USER, userId);
        assertThat(user.get(USER.NAME)).isEqualTo("Asha Rao");
        assertThat(user.get(USER.IMAGE)).isEqualTo("https://x.test/a.png");
        Record account = row(ACCOUNT, accountId);
        assertThat(account.get(ACCOUNT.PASSWORD)).isEqualTo("salt:other");
        assertThat(account.get(ACCOUNT.UPDATED_AT)).isEqualTo(changed);
    }

    @Test
    void an_address_is_as_it_was_changed_to_and_verified_as_last_said() {
        happened.events(registered());
        Instant verified = happened.events(new EmailVerified(userId, "any@example.test", userId));
        assertThat(row(USER, userId).get(USER.EMAIL_VERIFIED)).isTrue();
        assertThat(row(USER, userId).get(USER.UPDATED_AT)).isEqualTo(verified);

        Instant changed = happened.events(new EmailChanged(userId, "new." + userId + "@example.test", false, userId));
        Record user = row(USER, userId);
        assertThat(user.get(USER.EMAIL)).isEqualTo("new." + userId + "@example.test");
        assertThat(user.get(USER.EMAIL_VERIFIED)).isFalse();
        assertThat(user.get(USER.UPDATED_AT)).isEqualTo(changed);

        happened.events(new EmailVerified(userId, null, userId), new EmailUnverified(userId, "admin"));
        assertThat(row(USER, userId).get(USER.EMAIL_VERIFIED)).isFalse();

        happened.events(new EmailChanged(userId, null, true, userId));
        assertThat(row(USER, userId).get(USER.EMAIL)).isEqualTo(userId + "@erased.invalid");
    }

    @Test
    void a_verification_has_its_row_until_it_is_used_or_void() {
        String verificationId = newId();
        happened.events(registered(), new EmailVerificationRequested(userId, "any@example.test", "/"));
        Instant issued = happened.events(issued(verificationId));

        assertThat(row(VERIFICATION, verificationId).intoArray())
                .containsExactly(verificationId, "reset-password:" + userId, token, LATER, issued, issued);

        happened.events(new VerificationConsumed(userId, verificationId));
        assertThat(db.fetchExists(VERIFICATION, VERIFICATION.ID.eq(verificationId)))
                .isFalse();

        String other = newId();
        happened.events(issued(other), new VerificationExpired(userId, other, "time"));
        assertThat(db.fetchExists(VERIFICATION, VERIFICATION.ID.eq(other))).isFalse();
    }

    private VerificationIssued issued(String verificationId) {
        return new VerificationIssued(
                userId,
                verificationId,
                VerificationPurpose.RESET_PASSWORD,
                token,
                LATER,
                "any@example.test",
                null,
                "https://x.test/");
    }

    @Test
    void a_linked_account_keeps_each_token_until_there_is_another() {
        Instant linked = happened.events(
                registered(),
                new AccountLinked(userId, accountId, "google", "sub", "a", "r", "i", LATER, LATER, "openid"));
        Record before = row(ACCOUNT, accountId);
        assertThat(before.get(ACCOUNT.ACCESS_TOKEN)).startsWith("{\"v\":1,").doesNotContain("\"a\"");
        Instant updated = happened.events(new AccountTokensUpdated(
                userId, accountId, "b", null, null, LATER.plusSeconds(9), null, "openid,email"));
        Record account = row(ACCOUNT, accountId);
        assertThat(account.get(ACCOUNT.ACCOUNT_ID)).isEqualTo("sub");
        assertThat(account.get(ACCOUNT.PROVIDER_ID)).isEqualTo("google");
        assertThat(account.get(ACCOUNT.ACCESS_TOKEN)).isNotEqualTo(before.get(ACCOUNT.ACCESS_TOKEN));
        assertThat(account.get(ACCOUNT.ACCESS_TOKEN_EXPIRES_AT)).isEqualTo(LATER.plusSeconds(9));
        assertThat(account.get(ACCOUNT.REFRESH_TOKEN)).isEqualTo(before.get(ACCOUNT.REFRESH_TOKEN));
        assertThat(account.get(ACCOUNT.REFRESH_TOKEN_EXPIRES_AT)).isEqualTo(LATER);
        assertThat(account.get(ACCOUNT.ID_TOKEN)).isEqualTo(before.get(ACCOUNT.ID_TOKEN));
        assertThat(account.get(ACCOUNT.SCOPE)).isEqualTo("openid,email");
        assertThat(account.get(ACCOUNT.CREATED_AT)).isEqualTo(linked);
        assertThat(account.get(ACCOUNT.UPDATED_AT)).isEqualTo(updated);

        happened.events(new AccountUnlinked(userId, accountId));
        assertThat(db.fetchExists(ACCOUNT, ACCOUNT.ID.eq(accountId))).isFalse();
    }

    @Test
    void the_state_of_a_sign_in_at_a_provider_has_its_row_until_it_is_used_or_void() {
        UUID state = UUID.randomUUID();
        String verificationId = newId();
        OauthStateIssued issued = new OauthStateIssued(state, verificationId, "google", token, LATER);
        Instant at = happened.events(issued);
        assertThat(row(VERIFICATION, verificationId).intoArray())
                .containsExactly(verificationId, "oauth-state:google", token, LATER, at, at);
        happened.events(new OauthStateConsumed(state, verificationId));
        assertThat(db.fetchExists(VERIFICATION, VERIFICATION.ID.eq(verificationId)))
                .isFalse();
        happened.events(issued, new OauthStateExpired(state, verificationId));
        assertThat(db.fetchExists(VERIFICATION, VERIFICATION.ID.eq(verificationId)))
                .isFalse();
    }

    @Test
    void a_ban_stands_in_the_row_until_it_is_lifted() {
        happened.events(registered());
        Instant banned = happened.events(new UserBanned(userId, "Spam", LATER, "admin"));
        Record user = row(USER, userId);
        assertThat(user.get(USER.BANNED)).isTrue();
        assertThat(user.get(USER.BAN_REASON)).isEqualTo("Spam");
        assertThat(user.get(USER.BAN_EXPIRES)).isEqualTo(LATER);
        assertThat(user.get(USER.UPDATED_AT)).isEqualTo(banned);

        happened.events(new UserBanned(userId, "Fraud", null, "admin"));
        assertThat(row(USER, userId).get(USER.BAN_EXPIRES)).isNull();

        happened.events(new UserUnbanned(userId, "admin", "admin"));
        user = row(USER, userId);
        assertThat(user.get(USER.BANNED)).isFalse();
        assertThat(user.get(USER.BAN_REASON)).isNull();
    }

    @Test
    void an_erased_user_is_told_apart_by_the_id_until_the_row_goes() {
        happened.events(
                new UserRegistered(userId, null, null, null, true, "user", "email"),
                new CredentialSet(userId, accountId, null),
                started());
        assertThat(row(USER, userId).get(USER.NAME)).isEqualTo("[erased]");
        assertThat(row(USER, userId).get(USER.EMAIL)).isEqualTo(userId + "@erased.invalid");
        assertThat(row(ACCOUNT, accountId).get(ACCOUNT.PASSWORD)).isNull();

        happened.events(new UserDeleted(userId, "system:test", "erasure"));
        assertThat(db.fetchExists(USER, USER.ID.eq(userId))).isFalse();
        assertThat(db.fetchExists(ACCOUNT, ACCOUNT.USER_ID.eq(userId))).isFalse();
        assertThat(db.fetchExists(SESSION, SESSION.USER_ID.eq(userId))).isFalse();
    }

    private UserRegistered registered() {
        return new UserRegistered(userId, "Asha", userId + "@example.test", null, false, "user", "email");
    }

    private SessionStarted started() {
        return new SessionStarted(userId, sessionId, token, LATER, false, null, null, "email");
    }

    private Record row(Table<?> table, String id) {
        return db.selectFrom(table)
                .where(table.field("id", String.class).eq(id))
                .fetchSingle();
    }
}

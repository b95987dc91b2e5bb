package io.desifans.web;

import static io.desifans.db.Tables.SESSION;
import static io.desifans.db.Tables.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogPosition;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class SessionAuthenticationTest extends WebTest {

    private static final String COOKIE = "better-auth.session_token=";

    @Autowired
    SignedValues values;

    @Autowired
    EventLog log;

    @Autowired
    ReadModelPosition readModel;

    @Test
    void a_session_is_found_by_its_cookie() {
        String token = signedIn("user");
        var session = get("/api/auth/get-session", "Cookie", "a=b; " + COOKIE + values.sign(token))
                .json();
        assertThat(session.path("token").asString()).isEqualTo(token);
        assertThat(session.path("hash").asString()).isEqualTo(SessionToken.hash(token));
        assertThat(session.path("expiresAt").asString()).isEqualTo("2026-03-01T13:00:00.000Z");
        assertThat(session.path("bearer").asBoolean()).isFalse();
    }

    @Test
    void I12_a_bearer_token_is_read_raw_or_signed_and_encoded_or_not() {
        String token = signedIn("user");
        String signed = values.sign(token);
        for (String sent :
                new String[] {token, signed, URLDecoder.decode(signed.replace("+", "%2B"), StandardCharsets.UTF_8)})
            for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER  "})
                assertThat(get("/api/v1/mine", "Authorization", scheme + sent).status())
                        .as(scheme + sent)
                        .isEqualTo(200);
    }

    @Test
    void the_header_wins_over_the_cookie() {
        String byHeader = signedIn("user");
        String cookie = COOKIE + values.sign(signedIn("user"));
        var both = get("/api/auth/get-session", "Cookie", cookie, "Authorization", "Bearer " + byHeader);
        assertThat(both.json().path("token").asString()).isEqualTo(byHeader);
        assertThat(get("/api/v1/mine", "Cookie", cookie, "Authorization", "Bearer nonsense")
                        .status())
                .isEqualTo(401);
        assertThat(get("/api/v1/mine", "Cookie", cookie, "Authorization", "Basic YTpi")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void I11_a_stored_hash_an_unsigned_cookie_or_a_session_id_signs_nobody_in() {
        String token = signedIn("user");
        String id = database.select(SESSION.ID)
                .from(SESSION)
                .where(SESSION.TOKEN.eq(SessionToken.hash(token)))
                .fetchSingle(SESSION.ID);
        assertThat(get("/api/v1/mine", bearer(SessionToken.hash(token))).status())
                .isEqualTo(401);
        assertThat(get("/api/v1/mine", bearer(id)).status()).isEqualTo(401);
        assertThat(get("/api/v1/mine", "Cookie", COOKIE + token).status()).isEqualTo(401);
        assertThat(get("/api/v1/mine", "Cookie", COOKIE + values.sign(id)).status())
                .isEqualTo(401);
    }

    @Test
    void a_session_that_is_stored_and_not_yet_in_the_tables_is_waited_for() throws Exception {
        database.execute(
                "insert into event_store.event (seq, epoch, aggregate_id, sequence, aggregate_type, event_id, name,"
                        + " revision, time, payload, metadata) overriding system value values ("
                        + (readModel.reached().seq() + 1) + ", 0, gen_random_uuid(), 0, 'User', gen_random_uuid(),"
                        + " 'SessionStarted', '1', now(), '{}', '{}')");
        LogPosition stored = log.lastVisible();
        String token = newToken();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> get("/api/v1/mine", bearer(token)));
            await().until(readModel::isAwaited);
            signedIn("user", token);
            readModel.moved(stored);
            assertThat(answer.get().status()).isEqualTo(200);
        }
    }

    @Test
    void an_expired_session_is_none() {
        String token = signedIn("user");
        var ends = database.update(SESSION).set(SESSION.EXPIRES_AT, NOW);
        ends.where(SESSION.TOKEN.eq(SessionToken.hash(token))).execute();
        assertThat(get("/api/v1/mine", bearer(token)).status()).isEqualTo(401);
    }

    @Test
    void a_banned_user_has_no_session_until_the_ban_is_over() {
        assertThat(statusWhenBanned(null)).isEqualTo(401);
        assertThat(statusWhenBanned(NOW.plusSeconds(1))).isEqualTo(401);
        assertThat(statusWhenBanned(NOW)).isEqualTo(200);
    }

    @Test
    void a_caller_has_the_roles_that_the_table_holds_now() {
        String token = signedIn("user, admin,auditor");
        assertThat(get("/api/v1/mine", bearer(token)).json().path("roles"))
                .extracting(role -> role.asString())
                .containsExactlyInAnyOrder("user", "admin", "auditor");
        assertThat(get("/api/v1/admin/probe", bearer(token)).status()).isEqualTo(200);
        database.update(USER)
                .set(USER.ROLE, "user")
                .where(USER.ROLE.eq("user, admin,auditor"))
                .execute();
        assertThat(get("/api/v1/admin/probe", bearer(token)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/probes,       200, 200, 200, 200",
        "GET,    /api/v1/mine,         401, 200, 200, 200",
        "GET,    /api/v1/guarded,      401, 200, 200, 200",
        "GET,    /api/v1/admin/probe,  401, 403, 403, 200",
        "GET,    /api/v1/audit/probe,  401, 403, 200, 200",
        "GET,    /api/v1/admin/absent, 401, 403, 403, 404",
        "GET,    /api/v1/absent,       404, 404, 404, 404",
        "POST,   /api/v1/absent,       401, 404, 404, 404",
        "DELETE, /api/v1/probes,       401, 405, 405, 405",
        "GET,    /api/v1/adminprobe,   404, 404, 404, 404",
        "GET,    /actuator/health,     200, 200, 200, 200",
        "GET,    /actuator/env,        401, 403, 403, 404",
        "GET,    /absent,              404, 404, 404, 404"
    })
    void paths_are_open_to_whom_they_should_be(
            String method, String path, int anonymous, int user, int auditor, int admin) {
        assertThat(send(method, path, null).status()).as("anonymous").isEqualTo(anonymous);
        assertThat(send(method, path, null, bearer(signedIn("user"))).status())
                .as("user")
                .isEqualTo(user);
        assertThat(send(method, path, null, bearer(signedIn("user,auditor"))).status())
                .as("auditor")
                .isEqualTo(auditor);
        assertThat(send(method, path, null, bearer(signedIn("admin"))).status())
                .as("admin")
                .isEqualTo(admin);
    }

    private int statusWhenBanned(Instant until) {
        String token = signedIn("user");
        String id = database.select(SESSION.USER_ID)
                .from(SESSION)
                .where(SESSION.TOKEN.eq(SessionToken.hash(token)))
                .fetchSingle(SESSION.USER_ID);
        database.update(USER)
                .set(USER.BANNED, true)
                .set(USER.BAN_EXPIRES, until)
                .where(USER.ID.eq(id))
                .execute();
        return get("/api/v1/mine", bearer(token)).status();
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.command.Commands;
import io.desifans.command.NewId;
import io.desifans.identity.command.UserCommand.NewSession;
import io.desifans.identity.command.UserCommand.RegisterUser;
import io.desifans.identity.command.UserCommand.Registration;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.SessionToken;
import io.desifans.web.SignedValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions of any age: what get-session does to them. */
class SessionLifetimeTest extends EndToEndTest {

    @Autowired
    private Commands commands;

    @Autowired
    private ReadModelPosition readModel;

    @Autowired
    private SignedValues values;

    @Autowired
    private Clock clock;

    private final String token = NewId.next();
    private final String sessionId = NewId.next();

    @Test
    void I10_a_session_of_more_than_a_day_is_refreshed_once_however_many_ask() throws Exception {
        startedAgo(Duration.ofHours(25), true);
        List<Callable<Api.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) calls.add(this::byCookie);
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Api.Answer> call : threads.invokeAll(calls)) {
                Api.Answer answer = call.get().expect(200);
                assertThat(Instant.parse(answer.json().at("/session/expiresAt").asString()))
                        .isAfter(clock.instant().plus(Duration.ofHours(167)));
                assertThat(answer.json().at("/session/token").asString()).isEqualTo(token);
            }
        }
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void I10_a_refreshed_session_is_given_anew_for_seven_days() {
        startedAgo(Duration.ofHours(25), true);
        assertThat(byCookie().header("Set-Cookie"))
                .startsWith("better-auth.session_token=" + values.sign(token))
                .contains("Max-Age=604800");
        assertThat(byCookie().header("Set-Cookie")).isEmpty();
    }

    @Test
    void I10_a_session_of_less_than_a_day_is_left_alone() {
        startedAgo(Duration.ofHours(23), true);
        assertThat(byCookie().header("Set-Cookie")).isEmpty();
        assertThat(refreshes()).isZero();
    }

    @Test
    void I10_a_session_that_is_not_remembered_is_never_refreshed() {
        startedAgo(Duration.ofHours(23), false);
        Api.Answer answer = byCookie();
        assertThat(answer.json().at("/session/id").asString()).isEqualTo(sessionId);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(refreshes()).isZero();
    }

    @Test
    void a_session_read_by_bearer_or_with_refresh_disabled_is_not_refreshed() {
        startedAgo(Duration.ofHours(25), true);
        Api.Answer byBearer = anonymous().bearer(token).get("/api/auth/get-session");
        assertThat(byBearer.json().at("/session/id").asString()).isEqualTo(sessionId);
        assertThat(byBearer.header("Set-Cookie")).isEmpty();
        anonymous()
                .with("Cookie", "better-auth.session_token=" + values.sign(token))
                .get("/api/auth/get-session?disableRefresh=true")
                .expect(200);
        assertThat(refreshes()).isZero();
    }

    @Test
    void a_session_that_is_over_is_null_and_its_cookie_is_taken_away() {
        startedAgo(Duration.ofDays(7), true);
        Api.Answer answer = byCookie();
        assertThat(answer.response().body()).isEqualTo("null");
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
    }

    private void startedAgo(Duration age, boolean remember) {
        String userId = NewId.next();
        var registration = new Registration("Asha", userId + "@example.test", null, NewId.next(), "no hash");
        Instant start = clock.instant().minus(age);
        var session = new NewSession(sessionId, SessionToken.hash(token), start, remember, null, null);
        var position = commands.send(new RegisterUser(userId, registration, session), Caller.ANONYMOUS);
        readModel.await(position, Duration.ofSeconds(30));
    }

    private Api.Answer byCookie() {
        return anonymous()
                .with("Cookie", "better-auth.session_token=" + values.sign(token))
                .get("/api/auth/get-session")
                .expect(200);
    }

    private long refreshes() {
        return JdbcClient.create(database)
                .sql("select count(*) from event_store.event"
                        + " where name = 'SessionRefreshed' and payload ->> 'sessionId' = ?")
                .param(sessionId)
                .query(Long.class)
                .single();
    }
}

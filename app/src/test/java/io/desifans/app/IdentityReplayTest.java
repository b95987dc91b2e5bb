package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A user's whole life: what is left of its secrets, and what the log makes of it a second time. */
@ExtendWith(OutputCaptureExtension.class)
class IdentityReplayTest extends MailedTest {

    private static final String OTHER = "a staple that nobody guesses";
    private static final List<String> TABLES = List.of("user", "session", "account", "verification");

    /** What was given to the user and to nobody else. */
    private final List<String> secrets = new ArrayList<>();

    private Api admin;
    private Api user;

    @BeforeEach
    void live() {
        provider();
        admin = admin();
        user = anonymous().signUp("Bina", email);
        secrets.add(user.token());
        ask(user, "send-verification-email", Map.of("email", email)).expect(200);
        secrets.add(token(MAIL.awaitTo(email, 1)));
        anonymous().get(MAIL.awaitTo(email, 1).link()).expect(302);
        secrets.add(resetToken("/", 2));
        reset(secrets.getLast(), OTHER).expect(200);
        secrets.add(OTHER);
        user = anonymous().signIn(email, OTHER);
        secrets.add(user.token());
        ask(user, "update-user", Map.of("name", "Bina Das")).expect(200);
        signInAtProvider();
        changeTo(user, "new." + email);
        secrets.add(token(MAIL.awaitTo(email, 3)));
        ask(anonymous(), "request-password-reset", Map.of("email", email, "redirectTo", "/"))
                .expect(200);
        secrets.add(token(MAIL.awaitTo(email, 4)));
        for (String change : List.of("ban-user", "unban-user")) administer(change, Map.of());
        administer("set-role", Map.of("role", "auditor"));
        anonymous().signIn(email, OTHER);
        Api erased = anonymous().signUp("Eve");
        admin.post("/api/v1/admin/users/" + erased.userId() + "/erase", Map.of("reason", "asked"))
                .expect(204);
    }

    private void signInAtProvider() {
        Browser browser = new Browser("http://localhost:" + port);
        String back = browser.providersAnswer("google", "/api/auth/sign-in/social", email, Map.of());
        for (String field : URI.create(back).getRawQuery().split("&"))
            if (field.startsWith("state=") || field.startsWith("code="))
                secrets.add(field.substring(field.indexOf('=') + 1));
        assertThat(Browser.location(browser.open(back))).isEqualTo("/home");
        JsonNode tokens = browser.json("/api/auth/get-access-token", Map.of("providerId", "google"));
        secrets.add(tokens.get("accessToken").asString());
    }

    private void administer(String change, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("userId", user.userId());
        ask(admin, "admin/" + change, body).expect(200);
    }

    @Test
    void I5_no_secret_of_theirs_stands_in_any_table_or_in_a_line_of_the_log(CapturedOutput output) throws Exception {
        assertThat(secrets).hasSize(10).doesNotHaveDuplicates();
        for (String secret : secrets) {
            assertThat(EveryTable.with(database, secret)).as(secret).isEmpty();
            assertThat(output.getAll()).doesNotContain(secret);
        }
        assertThat(EveryTable.with(database, user.userId())).contains("event_store.event");
    }

    @Test
    void I17_a_replay_of_all_of_it_makes_the_same_bytes() throws Exception {
        drained();
        JsonNode report = Replays.run(admin).get("report");
        assertThat(report.get("differences").asInt(-1)).as(report.toString()).isZero();
        for (String table : TABLES) {
            JsonNode result = report.get("tables")
                    .valueStream()
                    .filter(each -> each.get("table").asString().equals(table))
                    .findFirst()
                    .orElseThrow();
            assertThat(result.get("rows").asLong()).as(table).isPositive();
            assertThat(result.get("differences").asLong(-1)).as(table).isZero();
        }
    }
}

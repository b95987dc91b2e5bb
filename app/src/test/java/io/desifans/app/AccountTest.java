package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What users do with their own sessions, names and passwords. */
class AccountTest extends EndToEndTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "a staple that is better";

    @Test
    void I12_a_session_in_the_list_is_a_handle_that_revokes_and_does_not_sign_in() {
        Api phone = anonymous().signUp("Bina");
        Api laptop = anonymous().signIn(email(phone), PASSWORD);
        List<String> tokens = tokens(laptop);
        assertThat(tokens).hasSize(2).contains(laptop.token()).doesNotContain(phone.token());
        String handle = tokens.stream()
                .filter(token -> !token.equals(laptop.token()))
                .findFirst()
                .orElseThrow();
        assertThat(session(anonymous().bearer(handle)).isNull()).isTrue();

        Api stranger = anonymous().signUp("Eve");
        stranger.post("/api/auth/revoke-session", Map.of("token", handle)).expect(200);
        assertThat(session(phone).isNull()).isFalse();
        laptop.post("/api/auth/revoke-session", Map.of("token", handle)).expect(200);
        assertThat(session(phone).isNull()).isTrue();
        laptop.post("/api/auth/revoke-session", Map.of("token", handle)).expect(200);
    }

    @Test
    void a_session_holds_nothing_that_a_client_could_set() {
        Api bina = anonymous().signUp("Bina");
        JsonNode session = bina.get("/api/auth/get-session").json().get("session");
        assertThat(bina.post("/api/auth/update-session", Map.of()).expect(200).json())
                .isEqualTo(JsonMapper.shared().createObjectNode().set("session", session));
        assertCode(
                bina.post("/api/auth/update-session", Map.of("expiresAt", "2030-01-01T00:00:00.000Z")),
                "FIELD_NOT_ALLOWED");
        anonymous().post("/api/auth/update-session", Map.of()).expect(401);
    }

    @Test
    void other_sessions_end_and_then_all() {
        Api one = anonymous().signUp("Bina");
        Api two = anonymous().signIn(email(one), PASSWORD);
        Api three = anonymous().signIn(email(one), PASSWORD);
        two.post("/api/auth/revoke-other-sessions", Map.of()).expect(200);
        assertThat(session(one).isNull()).isTrue();
        assertThat(session(three).isNull()).isTrue();
        assertThat(tokens(two)).containsExactly(two.token());
        two.post("/api/auth/revoke-sessions", Map.of()).expect(200);
        assertThat(session(two).isNull()).isTrue();
        two.get("/api/auth/list-sessions").expect(401);
    }

    @Test
    void another_password_takes_the_place_of_the_old_one_and_can_end_every_session() {
        Api phone = anonymous().signUp("Bina");
        String email = email(phone);
        Api laptop = anonymous().signIn(email, PASSWORD);
        assertCode(change(laptop, "wrong horse", OTHER, false), "INVALID_PASSWORD");
        assertCode(change(laptop, PASSWORD, "short", false), "PASSWORD_TOO_SHORT");
        assertCode(change(laptop, PASSWORD, "x".repeat(129), false), "PASSWORD_TOO_LONG");
        assertThat(change(laptop, PASSWORD, OTHER, false)
                        .expect(200)
                        .json()
                        .get("token")
                        .isNull())
                .isTrue();
        assertThat(session(phone).isNull()).isFalse();
        laptop.post("/api/auth/verify-password", Map.of("password", OTHER)).expect(200);
        assertCode(laptop.post("/api/auth/verify-password", Map.of("password", PASSWORD)), "INVALID_PASSWORD");

        String token = change(laptop, OTHER, PASSWORD, true)
                .expect(200)
                .json()
                .get("token")
                .asString();
        assertThat(session(phone).isNull()).isTrue();
        assertThat(session(laptop).isNull()).isTrue();
        assertThat(session(anonymous().bearer(token)).isNull()).isFalse();
        anonymous()
                .post("/api/auth/sign-in/email", Map.of("email", email, "password", OTHER))
                .expect(401);
    }

    @Test
    void a_name_and_an_image_are_changed_and_an_image_is_taken_away() {
        Api bina = anonymous().signUp("Bina");
        update(bina, "{\"name\":\"Bina Das\",\"image\":\"https://x.test/b.png\"}")
                .expect(200);
        JsonNode user = session(bina).get("user");
        assertThat(user.get("name").asString()).isEqualTo("Bina Das");
        assertThat(user.get("image").asString()).isEqualTo("https://x.test/b.png");
        update(bina, "{\"image\":null}").expect(200);
        assertThat(session(bina).at("/user/image").isNull()).isTrue();
        JsonNode account =
                bina.get("/api/auth/list-accounts").expect(200).json().get(0);
        assertThat(account.get("providerId").asString()).isEqualTo("credential");
        assertThat(account.get("accountId").asString()).isEqualTo(bina.userId());
        assertThat(account.get("scopes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                        | NO_FIELDS_TO_UPDATE",
                "{'name':null}             | VALIDATION_ERROR",
                "{'name':''}               | VALIDATION_ERROR",
                "{'name':7}                | VALIDATION_ERROR",
                "{'image':[]}              | VALIDATION_ERROR",
                "{'email':'x@x.test'}      | EMAIL_CAN_NOT_BE_UPDATED",
                "{'role':'admin'}          | FIELD_NOT_ALLOWED",
                "{'banned':false}          | FIELD_NOT_ALLOWED",
                "{'emailVerified':true}    | FIELD_NOT_ALLOWED",
                "{'name':'B','id':'x'}     | FIELD_NOT_ALLOWED",
            })
    void I18_what_nobody_may_change_about_themselves_is_refused(String body, String code) {
        Api bina = anonymous().signUp("Bina");
        assertCode(update(bina, body.replace('\'', '"')), code);
        assertThat(session(bina).at("/user/name").asString()).isEqualTo("Bina");
    }

    @Test
    void a_visitor_has_nothing_to_change() {
        for (String path : List.of("revoke-sessions", "revoke-other-sessions", "update-user", "verify-password"))
            anonymous().post("/api/auth/" + path, Map.of()).expect(401);
        anonymous().get("/api/auth/list-accounts").expect(401);
    }

    private static Api.Answer update(Api user, String body) {
        return user.send("POST", "/api/auth/update-user", body);
    }

    private static Api.Answer change(Api user, String current, String next, boolean alone) {
        return user.post(
                "/api/auth/change-password",
                Map.of("currentPassword", current, "newPassword", next, "revokeOtherSessions", alone));
    }

    private static JsonNode session(Api user) {
        return user.get("/api/auth/get-session").expect(200).json();
    }

    private static String email(Api user) {
        return session(user).at("/user/email").asString();
    }

    private static List<String> tokens(Api user) {
        return user.get("/api/auth/list-sessions")
                .expect(200)
                .json()
                .valueStream()
                .map(session -> session.get("token").asString())
                .toList();
    }

    private static void assertCode(Api.Answer answer, String code) {
        assertThat(answer.expect(400).json().get("code").asString()).isEqualTo(code);
    }
}

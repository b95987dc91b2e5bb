package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An admin changes several things about a user at once. */
class UserUpdateTest extends EndToEndTest {

    private static final String PATH = "/api/auth/admin/update-user";

    @Test
    void every_field_is_changed_and_the_old_address_is_free() {
        Api bina = anonymous().signUp("Bina", "old-bina@example.test");
        Map<String, Object> data = new HashMap<>(Map.of(
                "name", "Bina Das",
                "email", " New-Bina@Example.test",
                "emailVerified", true,
                "role", List.of("user", "auditor"),
                "image", "https://x.test/b.png"));
        JsonNode user = update(bina, data).expect(200).json();
        assertThat(user.get("id").asString()).isEqualTo(bina.userId());
        assertThat(user.get("name").asString()).isEqualTo("Bina Das");
        assertThat(user.get("email").asString()).isEqualTo("new-bina@example.test");
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        assertThat(user.get("role").asString()).isEqualTo("auditor,user");
        assertThat(user.get("image").asString()).isEqualTo("https://x.test/b.png");
        anonymous().signIn("new-bina@example.test", Nodes.PASSWORD);
        Api other = anonymous().signUp("Another", "old-bina@example.test");

        assertCode(
                update(other, Map.of("name", "X", "email", "new-bina@example.test")),
                422,
                "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
        assertThat(user(other).get("name").asString()).isEqualTo("Another");
        assertThat(update(bina, Map.of("email", "third-bina@example.test"))
                        .expect(200)
                        .json()
                        .get("emailVerified")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_ban_ends_the_sessions_and_what_is_not_said_of_it_stays() {
        Api bina = anonymous().signUp("Bina");
        String until = "2099-01-01T00:00:00.000Z";
        JsonNode banned = update(bina, Map.of("banned", true, "banExpires", until))
                .expect(200)
                .json();
        assertThat(banned.get("banned").asBoolean()).isTrue();
        assertThat(banned.get("banReason").asString()).isEqualTo("No reason");
        assertThat(banned.get("banExpires").asString()).isEqualTo(until);
        assertThat(bina.get("/api/auth/get-session").json().isNull()).isTrue();

        banned = update(bina, Map.of("banReason", "Spam")).expect(200).json();
        assertThat(banned.get("banReason").asString()).isEqualTo("Spam");
        assertThat(banned.get("banExpires").asString()).isEqualTo(until);
        Map<String, Object> forever = new HashMap<>();
        forever.put("banExpires", null);
        banned = update(bina, forever).expect(200).json();
        assertThat(banned.get("banReason").asString()).isEqualTo("Spam");
        assertThat(banned.get("banExpires").isNull()).isTrue();

        JsonNode free = update(bina, Map.of("banned", false)).expect(200).json();
        assertThat(free.get("banned").asBoolean()).isFalse();
        assertThat(free.get("banReason").isNull()).isTrue();
        assertCode(update(bina, Map.of("banReason", "Spam")), 400, "VALIDATION_ERROR");
    }

    @Test
    void I8_a_ban_whose_end_is_past_lets_the_user_in() {
        Api bina = anonymous().signUp("Bina", "past-ban@example.test");
        update(
                        bina,
                        Map.of(
                                "banned",
                                true,
                                "banExpires",
                                Instant.EPOCH.plusSeconds(1).toString()))
                .expect(200);
        assertThat(user(anonymous().signIn("past-ban@example.test", Nodes.PASSWORD))
                        .get("banned")
                        .asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                         | NO_DATA_TO_UPDATE",
                "{'password':'correct horse'}               | PASSWORD_CANNOT_BE_UPDATED_VIA_UPDATE_USER",
                "{'id':'mine'}                              | FIELD_NOT_ALLOWED",
                "{'createdAt':'2020-01-01T00:00:00Z'}       | FIELD_NOT_ALLOWED",
                "{'name':null}                              | VALIDATION_ERROR",
                "{'name':''}                                | VALIDATION_ERROR",
                "{'image':[]}                               | VALIDATION_ERROR",
                "{'email':'x'}                              | INVALID_EMAIL",
                "{'email':null}                             | VALIDATION_ERROR",
                "{'emailVerified':null}                     | VALIDATION_ERROR",
                "{'emailVerified':1}                        | VALIDATION_ERROR",
                "{'role':'owner'}                           | YOU_ARE_NOT_ALLOWED_TO_SET_NON_EXISTENT_VALUE",
                "{'role':null}                              | INVALID_ROLE_TYPE",
                "{'banned':'yes'}                           | VALIDATION_ERROR",
                "{'banned':false,'banReason':'Spam'}        | VALIDATION_ERROR",
                "{'banned':true,'banReason':7}              | VALIDATION_ERROR",
                "{'banned':true,'banExpires':1e300}         | VALIDATION_ERROR",
                "{'banned':true,'banExpires':'tomorrow'}    | VALIDATION_ERROR",
                "{'banned':true,'banExpires':'+999999999-01-01T00:00:00Z'} | VALIDATION_ERROR",
            })
    void what_makes_no_sense_changes_nothing(String data, String code) {
        Api bina = anonymous().signUp("Bina");
        JsonNode before = user(bina);
        String body = "{'userId':'" + bina.userId() + "','data':" + data + "}";
        assertCode(admin().send("POST", PATH, body.replace('\'', '"')), 400, code);
        assertThat(user(bina)).isEqualTo(before);
    }

    @Test
    void an_admin_does_not_ban_themselves_and_nobody_else_does_any_of_it() {
        Api admin = admin();
        assertCode(update(admin, Map.of("banned", true)), 400, "YOU_CANNOT_BAN_YOURSELF");
        Api bina = anonymous().signUp("Bina");
        Map<String, Object> body = Map.of("userId", bina.userId(), "data", Map.of("role", "admin"));
        assertCode(bina.post(PATH, body), 403, "YOU_ARE_NOT_ALLOWED_TO_UPDATE_USERS");
        anonymous().post(PATH, body).expect(401);
        assertCode(admin.post(PATH, Map.of("userId", "nobody", "data", Map.of("name", "X"))), 404, "USER_NOT_FOUND");
    }

    private Api.Answer update(Api user, Map<String, Object> data) {
        return admin().post(PATH, Map.of("userId", user.userId(), "data", data));
    }

    private JsonNode user(Api user) {
        return admin().get("/api/auth/admin/get-user?id=" + user.userId())
                .expect(200)
                .json();
    }

    private static void assertCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }
}

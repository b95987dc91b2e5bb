package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What admins do to users and their sessions. */
class AdministrationTest extends EndToEndTest {

    private static final String PATH = "/api/auth/admin/";
    private static final String PASSWORD = "correct horse battery";

    @Test
    void an_admin_makes_a_user_who_signs_in() {
        JsonNode user = create(
                        "made-asha@example.test", Map.of("password", PASSWORD, "role", List.of("user", "auditor")))
                .expect(200)
                .json()
                .get("user");
        assertThat(user.get("role").asString()).isEqualTo("auditor,user");
        Api asha = anonymous().signIn("made-asha@example.test", PASSWORD);
        assertThat(asha.userId()).isEqualTo(user.get("id").asString());
        assertCode(create("Made-Asha@example.test", Map.of()), 422, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
    }

    @Test
    void a_user_without_a_password_gets_one_from_an_admin() {
        String id = create("made-ravi@example.test", Map.of("data", Map.of("image", "https://x.test/r.png")))
                .expect(200)
                .json()
                .at("/user/id")
                .asString();
        assertCode(signIn("made-ravi@example.test", PASSWORD), 401, "INVALID_EMAIL_OR_PASSWORD");
        setPassword(id, PASSWORD).expect(200);
        Api ravi = anonymous().signIn("made-ravi@example.test", PASSWORD);
        setPassword(id, "a staple that is better").expect(200);
        assertThat(ravi.get("/api/auth/get-session").json().isNull()).isTrue();
        assertCode(setPassword(id, "short"), 400, "PASSWORD_TOO_SHORT");
        assertCode(setPassword("nobody", PASSWORD), 404, "USER_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'email':'x','name':'X'}                                       | INVALID_EMAIL",
                "{'email':'n1@x.test'}                                          | VALIDATION_ERROR",
                "{'email':'n1@x.test','name':'X','password':'short'}            | PASSWORD_TOO_SHORT",
                "{'email':'n1@x.test','name':'X','role':'owner'}                | YOU_ARE_NOT_ALLOWED_TO_SET_NON_EXISTENT_VALUE",
                "{'email':'n1@x.test','name':'X','role':7}                      | INVALID_ROLE_TYPE",
                "{'email':'n1@x.test','name':'X','data':{'id':'mine'}}          | FIELD_NOT_ALLOWED",
                "{'email':'n1@x.test','name':'X','data':'x'}                    | VALIDATION_ERROR",
            })
    void a_user_that_makes_no_sense_is_not_made(String body, String code) {
        assertCode(admin().send("POST", PATH + "create-user", body.replace('\'', '"')), 400, code);
        assertThat(list("searchValue=n1@x.test").get("total").asInt()).isZero();
    }

    @Test
    void an_admin_finds_users_by_search_filter_and_order() {
        for (String name : List.of("Uma One", "Uma Two", "Uma Three"))
            create(name.replace(' ', '.').toLowerCase(Locale.ROOT) + "@list.test", Map.of("name", name))
                    .expect(200);
        assertThat(names("searchValue=uma.&sortBy=name")).containsExactly("Uma One", "Uma Three", "Uma Two");
        assertThat(
                        names(
                                "searchField=name&searchOperator=starts_with&searchValue=uma%20t&sortBy=name&sortDirection=desc"))
                .containsExactly("Uma Two", "Uma Three");
        JsonNode page = list("searchValue=@LIST.test&searchOperator=ends_with&sortBy=name&limit=1&offset=1");
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.at("/users/0/name").asString()).isEqualTo("Uma Three");
        assertThat(page.get("limit").asInt()).isEqualTo(1);
        assertThat(names("filterField=email&filterOperator=in&filterValue=uma.one@list.test,uma.two@list.test"))
                .containsExactly("Uma One", "Uma Two");
        assertThat(names("filterField=banned&filterValue=true&searchValue=@list.test"))
                .isEmpty();
        assertThat(names("filterField=createdAt&filterOperator=lt&filterValue=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(list("limit=9999").get("limit").asInt()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=x",
                "offset=-1",
                "sortBy=password",
                "sortDirection=up",
                "searchField=id",
                "searchOperator=eq",
                "filterField=token&filterValue=x",
                "filterField=name",
                "filterValue=x",
                "filterField=banned&filterValue=maybe",
                "filterField=createdAt&filterValue=now",
                "filterField=name&filterOperator=like&filterValue=x"
            })
    void a_question_that_makes_no_sense_is_no_empty_list(String question) {
        JsonNode refused =
                admin().get(PATH + "list-users?" + question).expect(400).json();
        assertThat(refused.get("code").asString()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void an_admin_sees_and_ends_sessions_of_others() {
        Api phone = anonymous().signUp("Bina");
        String email =
                phone.get("/api/auth/get-session").json().at("/user/email").asString();
        Api laptop = anonymous().signIn(email, PASSWORD);
        JsonNode sessions = admin().post(PATH + "list-user-sessions", Map.of("userId", phone.userId()))
                .expect(200)
                .json()
                .get("sessions");
        assertThat(sessions).hasSize(2);
        String handle = sessions.get(1).get("token").asString();
        assertThat(List.of(phone.token(), laptop.token())).doesNotContain(handle);
        admin().post(PATH + "revoke-user-session", Map.of("sessionToken", handle))
                .expect(200);
        assertThat(phone.get("/api/auth/get-session").json().isNull()).isTrue();
        assertThat(laptop.get("/api/auth/get-session").json().isNull()).isFalse();
        admin().post(PATH + "revoke-user-sessions", Map.of("userId", phone.userId()))
                .expect(200);
        assertThat(laptop.get("/api/auth/get-session").json().isNull()).isTrue();
    }

    @Test
    void nobody_but_an_admin_may_do_any_of_it() {
        Api bina = anonymous().signUp("Bina");
        Map<String, String> refusals = Map.of(
                "create-user", "CREATE_USERS",
                "set-user-password", "SET_USERS_PASSWORD",
                "list-user-sessions", "LIST_USERS_SESSIONS",
                "revoke-user-session", "REVOKE_USERS_SESSIONS",
                "revoke-user-sessions", "REVOKE_USERS_SESSIONS");
        refusals.forEach((path, right) -> {
            assertCode(bina.post(PATH + path, Map.of()), 403, "YOU_ARE_NOT_ALLOWED_TO_" + right);
            assertCode(anonymous().post(PATH + path, Map.of()), 401, "UNAUTHORIZED");
        });
        assertCode(bina.get(PATH + "list-users"), 403, "YOU_ARE_NOT_ALLOWED_TO_LIST_USERS");
        assertCode(bina.get(PATH + "get-user?id=" + bina.userId()), 403, "YOU_ARE_NOT_ALLOWED_TO_GET_USER");
        assertThat(permitted(bina, "list")).isFalse();
        assertThat(permitted(admin(), "list")).isTrue();
        assertThat(permitted(admin(), "fly")).isFalse();
    }

    private static boolean permitted(Api user, String action) {
        return user.post(PATH + "has-permission", Map.of("permissions", Map.of("user", List.of(action))))
                .expect(200)
                .json()
                .get("success")
                .asBoolean();
    }

    private Api.Answer create(String email, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("email", email, "name", "Made"));
        body.putAll(more);
        return admin().post(PATH + "create-user", body);
    }

    private Api.Answer setPassword(String userId, String password) {
        return admin().post(PATH + "set-user-password", Map.of("userId", userId, "newPassword", password));
    }

    private Api.Answer signIn(String email, String password) {
        return anonymous().post("/api/auth/sign-in/email", Map.of("email", email, "password", password));
    }

    private JsonNode list(String question) {
        return admin().get(PATH + "list-users?" + question).expect(200).json();
    }

    private List<String> names(String question) {
        return list(question)
                .get("users")
                .valueStream()
                .map(user -> user.get("name").asString())
                .toList();
    }

    private static void assertCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).json().get("code").asString()).isEqualTo(code);
    }
}

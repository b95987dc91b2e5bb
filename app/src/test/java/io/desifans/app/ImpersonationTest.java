package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admin in a user's place, as a browser sees it. */
class ImpersonationTest extends EndToEndTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String SESSION = "better-auth.session_token";

    private final Map<String, String> cookies = new LinkedHashMap<>();

    @Test
    void I9_what_an_admin_does_in_a_users_place_is_told_of_both() throws Exception {
        Api bina = anonymous().signUp("Bina");
        String admin = signInAsAdmin();
        HttpResponse<String> started = post("/api/auth/admin/impersonate-user", Map.of("userId", bina.userId()));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        JsonNode session = json(started).get("session");
        assertThat(session.get("userId").asString()).isEqualTo(bina.userId());
        assertThat(session.get("impersonatedBy").asString()).isEqualTo(admin);
        assertThat(started.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith(SESSION + "=") && !cookie.contains("Max-Age"))
                .anyMatch(cookie -> cookie.startsWith("better-auth.admin_session=") && cookie.contains("HttpOnly"));
        assertThat(bina.get("/api/auth/list-sessions").json())
                .as("the user does not see it")
                .hasSize(1);

        assertThat(post("/api/auth/update-user", Map.of("name", "Bina Das")).statusCode())
                .isEqualTo(200);
        JsonNode event = admin().get("/api/v1/audit/events?name=UserProfileUpdated&subject=" + bina.userId())
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(event.at("/metadata/actor").asString()).isEqualTo(admin);
        assertThat(event.at("/metadata/onBehalfOf").asString()).isEqualTo(bina.userId());

        assertThat(code(post("/api/auth/admin/impersonate-user", Map.of("userId", bina.userId()))))
                .isEqualTo("409 ALREADY_IMPERSONATING");
        assertThat(code(post(
                        "/api/auth/change-password",
                        Map.of("currentPassword", PASSWORD, "newPassword", "a staple that is better"))))
                .isEqualTo("403 FORBIDDEN_WHILE_IMPERSONATING");
        assertThat(code(post("/api/v1/payouts", Map.of()))).isEqualTo("403 FORBIDDEN_WHILE_IMPERSONATING");
        assertThat(code(send("PUT", "/api/v1/creators/me/bank-details", Shop.BANK)))
                .isEqualTo("403 FORBIDDEN_WHILE_IMPERSONATING");

        String impersonation = cookies.get(SESSION);
        HttpResponse<String> stopped = post("/api/auth/admin/stop-impersonating", Map.of());
        assertThat(json(stopped).at("/user/id").asString()).isEqualTo(admin);
        assertThat(json(get("/api/auth/get-session")).at("/user/id").asString()).isEqualTo(admin);
        assertThat(cookies).doesNotContainKey("better-auth.admin_session");
        cookies.put(SESSION, impersonation);
        assertThat(get("/api/auth/get-session").body()).isEqualTo("null");
    }

    @Test
    void I9_who_is_an_admin_banned_or_nobody_is_not_impersonated() throws Exception {
        String admin = signInAsAdmin();
        Api bina = anonymous().signUp("Bina");
        admin().post("/api/auth/admin/ban-user", Map.of("userId", bina.userId()))
                .expect(200);
        for (List<String> refused : List.of(
                List.of(admin, "403 YOU_CANNOT_IMPERSONATE_ADMINS"),
                List.of(bina.userId(), "403 BANNED_USER"),
                List.of("nobody", "404 USER_NOT_FOUND")))
            assertThat(code(post("/api/auth/admin/impersonate-user", Map.of("userId", refused.get(0)))))
                    .isEqualTo(refused.get(1));
        anonymous()
                .signUp("Eve")
                .post("/api/auth/admin/impersonate-user", Map.of("userId", bina.userId()))
                .expect(403);
        assertThat(code(post("/api/auth/admin/stop-impersonating", Map.of()))).startsWith("400");
    }

    @Test
    void I9_an_admin_whose_own_session_was_ended_gets_none_back() throws Exception {
        Api bina = anonymous().signUp("Bina");
        signInAsAdmin();
        String own = cookies.get(SESSION);
        post("/api/auth/admin/impersonate-user", Map.of("userId", bina.userId()));
        Map<String, String> impersonating = new LinkedHashMap<>(cookies);
        cookies.clear();
        cookies.put(SESSION, own);
        assertThat(post("/api/auth/sign-out", Map.of()).statusCode()).isEqualTo(200);
        cookies.putAll(impersonating);
        assertThat(post("/api/auth/admin/stop-impersonating", Map.of()).statusCode())
                .isEqualTo(401);
        cookies.putAll(impersonating);
        assertThat(get("/api/auth/get-session").body()).isEqualTo("null");
    }

    private String signInAsAdmin() throws Exception {
        HttpResponse<String> answer =
                post("/api/auth/sign-in/email", Map.of("email", "admin@example.test", "password", PASSWORD));
        return json(answer).at("/user/id").asString();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null);
    }

    private HttpResponse<String> post(String path, Object body) throws Exception {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, Object body) throws Exception {
        String base = "http://localhost:" + port;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Origin", base)
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)));
        if (body != null) request.header("Content-Type", "application/json");
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (setCookie.contains("Max-Age=0")) cookies.remove(name);
        else cookies.put(name, pair.substring(pair.indexOf('=') + 1));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asString("");
    }
}

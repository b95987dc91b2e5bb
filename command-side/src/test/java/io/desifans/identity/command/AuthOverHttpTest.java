package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.command.CommandSideTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the wire answers before any row is needed. */
class AuthOverHttpTest extends CommandSideTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'email':'a@x.test','password':'Passw0rd!'}                               | 400 | VALIDATION_ERROR",
                "{'name':null,'email':'a@x.test','password':'Passw0rd!'}                   | 400 | VALIDATION_ERROR",
                "{'name':{},'email':'a@x.test','password':'Passw0rd!'}                     | 400 | VALIDATION_ERROR",
                "{'name':'A','email':7,'password':'Passw0rd!'}                             | 400 | VALIDATION_ERROR",
                "{'name':'A','email':'a','password':'Passw0rd!'}                           | 400 | INVALID_EMAIL",
                "{'name':'A','email':'a@x.test','password':''}                             | 400 | INVALID_PASSWORD",
                "{'name':'A','email':'a@x.test','password':'short'}                        | 400 | PASSWORD_TOO_SHORT",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','image':[]}         | 400 | VALIDATION_ERROR",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','rememberMe':1}     | 400 | VALIDATION_ERROR",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','role':'admin'}     | 400 | FIELD_NOT_ALLOWED",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','banned':null}      | 400 | FIELD_NOT_ALLOWED",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','emailVerified':true}| 400 | FIELD_NOT_ALLOWED",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','callbackURL':'//e'}| 403 | INVALID_CALLBACK_URL",
                "{'name':'A','email':'a@x.test','password':'Passw0rd!','callbackURL':7}    | 400 | VALIDATION_ERROR",
                "[]                                                                        | 400 | VALIDATION_ERROR",
                "{'name'                                                                   | 400 | VALIDATION_ERROR",
            })
    void I18_a_sign_up_that_makes_no_sense_is_refused_and_nothing_is_stored(String body, int status, String code)
            throws Exception {
        long before = events();
        HttpResponse<String> answer = post("/sign-up/email", "application/json", body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"code\":\"" + code + "\",\"message\":");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void an_overlong_name_or_password_is_refused() throws Exception {
        assertThat(signUp("A".repeat(101), "Passw0rd!").body()).startsWith("{\"code\":\"VALIDATION_ERROR\"");
        assertThat(signUp("A", "x".repeat(129)).body()).startsWith("{\"code\":\"PASSWORD_TOO_LONG\"");
    }

    @Test
    void a_sign_up_whose_rows_do_not_come_is_stored_and_answered_with_a_retry() throws Exception {
        HttpResponse<String> answer = post(
                "/sign-up/email",
                "application/x-www-form-urlencoded",
                "name=Asha&email=Form%40Example.TEST&password=Passw0rd%21&rememberMe=false");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Event-Position")).isPresent();
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> again = post(
                "/sign-up/email",
                "application/json",
                "{\"name\":\"Asha\",\"email\":\"form@example.test\",\"password\":\"Passw0rd!\"}");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).startsWith("{\"code\":\"USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL\"");
    }

    @Test
    void who_is_unknown_cannot_sign_in() throws Exception {
        HttpResponse<String> answer = post(
                "/sign-in/email", "application/json", "{\"email\":\"nobody@example.test\",\"password\":\"Passw0rd!\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).startsWith("{\"code\":\"INVALID_EMAIL_OR_PASSWORD\"");
    }

    @Test
    void a_body_of_another_type_is_refused() throws Exception {
        assertThat(post("/sign-in/email", "text/plain", "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void without_a_session_get_session_is_null_and_takes_a_stale_cookie_away() throws Exception {
        HttpResponse<String> answer = send(request("/get-session").header("Cookie", "better-auth.session_token=x.y"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("null");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("better-auth.session_token=;") && cookie.contains("Max-Age=0"));
        assertThat(send(request("/get-session")).headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void get_session_by_post_is_not_offered() throws Exception {
        HttpResponse<String> answer = post("/get-session", "application/json", "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("\"METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED\"");
    }

    @Test
    void signing_out_succeeds_without_a_session() throws Exception {
        HttpResponse<String> answer = post("/sign-out", "application/json", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
    }

    @Test
    void the_server_says_that_it_is_there() throws Exception {
        assertThat(send(request("/ok")).body()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void the_error_page_shows_no_markup_of_others() throws Exception {
        HttpResponse<String> page = send(request("/error?error=%3Cscript%3Ealert(1)%3C/script%3E"));
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void a_visitor_erases_nobody() throws Exception {
        HttpRequest.Builder erase = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/admin/users/asha/erase"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reason\":\"x\"}"));
        assertThat(send(erase).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> signUp(String name, String password) throws IOException, InterruptedException {
        String body = "{\"name\":\"%s\",\"email\":\"a@x.test\",\"password\":\"%s\"}".formatted(name, password);
        return post("/sign-up/email", "application/json", body);
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/auth" + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private Long events() {
        return database.queryForObject("select count(*) from event_store.event", Long.class);
    }
}

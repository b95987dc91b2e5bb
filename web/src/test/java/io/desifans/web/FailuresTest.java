package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever goes wrong, the client learns what it may know, in one shape, and the log no more than that. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest extends WebTest {

    @ParameterizedTest
    @CsvSource({
        "conflict,    409, NOT_NOW",
        "taken,       422, TAKEN",
        "wrapped,     404, NOT_FOUND",
        "invisible,   503, NOT_YET_VISIBLE",
        "race,        409, CHANGED_MEANWHILE",
        "unreachable, 503, TEMPORARILY_UNAVAILABLE",
        "constraint,  500, INTERNAL_ERROR",
        "other,       500, INTERNAL_ERROR"
    })
    void a_failure_has_its_status_and_a_stable_code(String kind, int status, String code, CapturedOutput log) {
        Answered answer = get("/api/v1/failures/" + kind);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().propertyNames()).contains("type", "title", "status", "detail", "code", "requestId");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.http().body()).doesNotContain("example.test", "Exception", "java");
        assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status != 503 && !kind.equals("race"));
        assertThat(log.getAll()).doesNotContain("example.test");
        if (status == 500)
            assertThat(log).contains(answer.header("X-Request-Id"), "IllegalStateException", "Probes.fail");
    }

    @Test
    void better_auths_clients_get_their_two_fields() {
        Answered failure = get("/api/auth/failure?number=1");
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.json().propertyNames()).containsExactly("code", "message");
        assertThat(failure.header("Content-Type")).isEqualTo("application/json");
        assertThat(get("/api/auth/absent").code()).isEqualTo("NOT_FOUND");
        assertThat(get("/api/auth/list-sessions").code()).isEqualTo("UNAUTHORIZED");
        assertThat(send("DELETE", "/api/auth/sign-out", null).code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(get("/api/auth/failure?number=x").code()).isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"/api/auth/get-session", "/api/auth/absent", "/api/auth/list-sessions", "/api/auth/failure"})
    void no_answer_of_identity_is_stored_on_the_way(String path) {
        assertThat(get(path).http().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(get(path).http().headers().allValues("Pragma")).containsExactly("no-cache");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        Answered answer = send("PATCH", "/api/v1/probes", null, bearer(signedIn("user")));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET", "POST");
        assertThat(send("BREW", "/api/v1/probes", null, bearer(signedIn("user")))
                        .status())
                .isEqualTo(405);
        assertThat(send("TRACE", "/api/v1/probes", null).status()).isEqualTo(405);
    }

    @Test
    void a_client_that_does_not_take_json_is_told_so() {
        Answered answer = get("/api/v1/probes", "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("NOT_ACCEPTABLE");
    }

    @Test
    void a_session_that_is_missing_is_asked_for() {
        Answered answer = get("/api/v1/mine");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void the_error_page_is_no_page() {
        assertThat(get("/error").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /api/v1/probes HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /api/v1/probes HTTP/1.1\r\n\r\n",
                "GET /api/v1/probes?a=<script> HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/probes HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "GET /api/v1/probes HTTP/1.1\r\nHost: a b c\r\n\r\n",
                "POST /api/v1/probes HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /api/auth/sign-in/email HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                "GET /api/v1/probes?text=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            })
    void what_is_not_http_is_refused_without_a_word_about_us(String request) throws IOException {
        String answer = speak(request);
        assertThat(answer).matches("(?s)HTTP/1.1 (400|505).*");
        assertThat(answer).doesNotContainIgnoringCase("tomcat", "apache", "exception", "\tat ", "<html");
    }

    @Test
    void headers_without_end_are_refused() throws IOException {
        assertThat(speak("GET /api/v1/probes HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.1 4.*")
                .doesNotContainIgnoringCase("tomcat", "exception");
    }

    private String speak(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

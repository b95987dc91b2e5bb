package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request is answered with the field's name, and no endpoint hears of it. */
class MalformedInputTest extends WebTest {

    private static final String GOOD = """
            {"title":"T","note":null,"count":3,"amountPaise":49900,"visible":true,"price":null,"type":"exclusive",
             "at":"2026-03-01T17:30:00.1239+05:30","day":"2000-02-29","id":"01890a5d-ac96-774b-bcce-b302099a8057",
             "media":[{"url":"a"},{"url":"b"}],"labels":{"a":"b"}}""";

    private String token;
    private int callsBefore;

    @BeforeEach
    void signIn() {
        token = signedIn("user");
        callsBefore = Probes.CALLS.get();
    }

    @Test
    void a_good_body_comes_in_and_goes_out() {
        Answered answer = post(GOOD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("at").asString()).isEqualTo("2026-03-01T12:00:00.123Z");
        assertThat(answer.json().path("type").asString()).isEqualTo("exclusive");
        assertThat(answer.json().path("price").isNull()).isTrue();
        assertThat(answer.json().path("media").path(1).path("url").asString()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/malformed-bodies.txt", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 5000)
    void a_bad_body_is_refused_with_its_field(String field, String part, String instead) {
        String change = Objects.requireNonNullElse(instead, "");
        assertRefused(post(part.equals("(all)") ? change : with(part, change)), field);
    }

    @Test
    void what_a_table_cannot_show_is_refused_too() {
        assertRefused(post(""), "$");
        assertRefused(post("\uFEFF"), "$");
        assertRefused(post("{\"title\":\"a\nb\"}"), "title");
        assertRefused(post(with("49900", "9".repeat(2000))), "amountPaise");
        assertRefused(post(with("{\"a\":\"b\"}", "{\"\\u0000\":\"b\"}")), "labels.\0");
    }

    @Test
    void deep_nesting_is_refused_without_harm() {
        Answered answer = post("{\"labels\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).startsWith("labels[0][0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/v1/probes/not-a-uuid                   | id",
                "PUT | /api/v1/probes/1-1-1-1-1                    | id",
                "GET | /api/v1/probes?limit=ten                    | limit",
                "GET | /api/v1/probes?limit=                       | limit",
                "GET | /api/v1/probes?limit=1.5                    | limit",
                "GET | /api/v1/probes?count=abc                    | count",
                "GET | /api/v1/probes?count=2147483648             | count",
                "GET | /api/v1/probes?count=0x10                   | count",
                "GET | /api/v1/probes?count=%201                   | count",
                "GET | /api/v1/probes?count=                       | count",
                "GET | /api/v1/probes?since=yesterday              | since",
                "GET | /api/v1/probes?since=2026-03-01             | since",
                "GET | /api/v1/probes?type=EXCLUSIVE               | type",
                "GET | /api/v1/probes?cursor=tampered              | cursor",
                "GET | /api/v1/probes?cursor=                      | cursor",
                "GET | /api/v1/probes?text=a%00b                   | text",
                "GET | /api/v1/probes?text=%ED%A0%80&count=1       | text",
                "GET | /api/v1/probes?count=1&text=%C0%80          | text",
                "GET | /api/v1/probes?text=a&text=b                | text",
                "GET | /api/v1/probes?unheard                      | unheard",
                "GET | /api/v1/probes?unheard=%00                  | unheard",
                "GET | /api/v1/probes?caller=a                     | caller",
                "PUT | /api/v1/probes/01890a5d-ac96-774b-bcce-b302099a8057?a=b | a",
                "GET | /api/v1/needs                               | parameter",
                "GET | /api/v1/needs?parameter=x                   | X-Needed"
            })
    void a_bad_parameter_is_refused_with_its_name(String method, String path, String field) {
        assertRefused(send(method, path, null, bearer(token)), field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/probes/named/a%00b",
                "/api/v1/probes/named/..%2f",
                "/api/v1//probes",
                "/api/v1/probes;a=b"
            })
    void a_malformed_path_is_refused(String path) {
        Answered answer = get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ED%A0%80", "%C0%80", "%FF", "a%EF%BF%BFb", "%F0%9F%98%80"})
    void odd_text_in_a_path_or_query_breaks_nothing(String odd) {
        assertThat(get("/api/v1/probes/named/" + odd).status()).isIn(200, 400);
        assertThat(get("/api/v1/probes?text=" + odd).status()).isIn(200, 400);
    }

    @Test
    void a_refusal_names_what_would_be_right() {
        assertThat(post(with("\"exclusive\"", "\"gold\"")).json().path("detail").asString())
                .isEqualTo("type must be one of subscription, exclusive.");
        assertThat(get("/api/v1/probes?type=gold").json().path("detail").asString())
                .isEqualTo("type must be one of subscription, exclusive.");
        assertThat(post("{\"title\":\n x}").json().path("detail").asString())
                .isEqualTo("The body is not JSON at line 2, column 2.");
        assertThat(post(with("\"T\"", "null")).json().path("detail").asString()).isEqualTo("title is required.");
        assertThat(post(with("\"title\"", "\"surprise\":1,\"title\""))
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("surprise is not known here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/merge-patch+json",
                "nonsense"
            })
    void another_kind_of_body_is_refused(String type) {
        Answered answer =
                send("POST", "/api/v1/probes", GOOD, "Content-Type", type, "Authorization", "Bearer " + token);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[]", "{\"email\":7}", "{\"email\":null}", "{\"email\":\"\\u0000\"}"})
    void better_auths_clients_are_told_the_same_in_their_own_shape(String body) {
        Answered answer = send("POST", "/api/auth/sign-in/email", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.json().propertyNames()).containsExactly("code", "message");
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
    }

    @Test
    void better_auths_clients_may_send_fields_that_we_do_not_know() {
        assertThat(send("POST", "/api/auth/sign-in/email", "{\"email\":\"a\",\"unknown\":{\"a\":[1]}}")
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/auth/sign-in/email", "a", "Content-Type", "text/plain")
                        .code())
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_form_is_held_to_the_same_characters() {
        String form = "application/x-www-form-urlencoded";
        Answered answer = send("POST", "/api/auth/sign-in/email", "email=a%00b", "Content-Type", form);
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
    }

    private void assertRefused(Answered answer, String field) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.field()).as(answer.http().body()).isEqualTo(field);
        assertThat(answer.json().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
    }

    private Answered post(String body) {
        return send("POST", "/api/v1/probes", body, bearer(token));
    }

    private static String with(String part, String instead) {
        assertThat(GOOD).contains(part);
        return GOOD.replace(part, instead);
    }
}

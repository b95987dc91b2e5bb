package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad("$", ""),
                bad("$", "null"),
                bad("$", "[]"),
                bad("$", "\"x\""),
                bad("$", "3"),
                bad("$", "{"),
                bad("$", "nonsense"),
                bad("$", GOOD + "{}"),
                bad("$", GOOD + " x"),
                bad("$", "\uFEFF"),
                bad("title", "{\"title\":"),
                bad("title", "{\"title\":'a'}"),
                bad("title", "{\"title\":\"a\nb\"}"),
                bad("title", "{\"title\":\"a\",\"title\":\"b\"}"),
                bad("media[1].url", with("{\"url\":\"b\"}", "{\"url\":\"b\",\"url\":\"c\"}")),
                bad("title", with("\"title\":\"T\",", "")),
                bad("title", with("\"T\"", "null")),
                bad("title", with("\"T\"", "3")),
                bad("title", with("\"T\"", "3.5")),
                bad("title", with("\"T\"", "true")),
                bad("title", with("\"T\"", "[\"T\"]")),
                bad("title", with("\"T\"", "{\"a\":1}")),
                bad("title", with("\"T\"", "\"a\\u0000b\"")),
                bad("title", with("\"T\"", "\"\\ud800\"")),
                bad("title", with("\"T\"", "\"\\udc00\\ud800\"")),
                bad("labels.b", with("{\"a\":\"b\"}", "{\"b\":\"\\u0000\"}")),
                bad("labels.\0", with("{\"a\":\"b\"}", "{\"\\u0000\":\"b\"}")),
                bad("labels.a", with("{\"a\":\"b\"}", "{\"a\":null}")),
                bad("unknown", with("\"title\"", "\"unknown\":\"\\u0000\",\"title\"")),
                bad("unknown", with("\"title\"", "\"unknown\":1,\"title\"")),
                bad("title", with("\"title\"", "\"Title\"")),
                bad("media[1].x", with("{\"url\":\"b\"}", "{\"url\":\"b\",\"x\":1}")),
                bad("count", with("\"count\":3,", "")),
                bad("count", with(":3,", ":null,")),
                bad("count", with(":3,", ":\"3\",")),
                bad("count", with(":3,", ":\"\",")),
                bad("count", with(":3,", ":3.0,")),
                bad("count", with(":3,", ":3e0,")),
                bad("count", with(":3,", ":true,")),
                bad("count", with(":3,", ":2147483648,")),
                bad("count", with(":3,", ":[3],")),
                bad("count", with(":3,", ":1e400,")),
                bad("count", with(":3,", ":NaN,")),
                bad("count", with(":3,", ":03,")),
                bad("amountPaise", with("49900", "9007199254740992")),
                bad("amountPaise", with("49900", "-9007199254740992")),
                bad("amountPaise", with("49900", "9223372036854775808")),
                bad("amountPaise", with("49900", "-9223372036854775808")),
                bad("amountPaise", with("49900", "9".repeat(900))),
                bad("amountPaise", with("49900", "9".repeat(2000))),
                bad("amountPaise", with("49900", "499.5")),
                bad("visible", with("true", "\"true\"")),
                bad("visible", with("true", "1")),
                bad("visible", with("true", "null")),
                bad("price", with("\"price\":null", "\"price\":\"\"")),
                bad("price", with("\"price\":null", "\"price\":\"7\"")),
                bad("type", with("\"exclusive\"", "\"EXCLUSIVE\"")),
                bad("type", with("\"exclusive\"", "\"\"")),
                bad("type", with("\"exclusive\"", "1")),
                bad("type", with("\"exclusive\"", "null")),
                bad("at", with("2026-03-01T17:30:00.1239+05:30", "2026-03-01T17:30:00")),
                bad("at", with("2026-03-01T17:30:00.1239+05:30", "2026-02-30T17:30:00Z")),
                bad("at", with("2026-03-01T17:30:00.1239+05:30", "+12026-02-03T17:30:00Z")),
                bad("at", with("\"2026-03-01T17:30:00.1239+05:30\"", "1772366400000")),
                bad("at", with("2026-03-01T17:30:00.1239+05:30", "")),
                bad("day", with("2000-02-29", "2001-02-29")),
                bad("day", with("2000-02-29", "2000-02-29T00:00:00Z")),
                bad("day", with("\"2000-02-29\"", "[2000,2,29]")),
                bad("day", with("\"2000-02-29\"", "11016")),
                bad("id", with("01890a5d-ac96-774b-bcce-b302099a8057", "1-1-1-1-1")),
                bad("id", with("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5dac96774bbcceb302099a8057")),
                bad("id", with("01890a5d-ac96-774b-bcce-b302099a8057", "AYkKXayWd0u8zrMCCZqAVw==")),
                bad("id", with("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a805g")),
                bad("media", with("\"media\":[{\"url\":\"a\"},{\"url\":\"b\"}]", "\"media\":{\"url\":\"a\"}")),
                bad("media", with("\"media\":[{\"url\":\"a\"},{\"url\":\"b\"}]", "\"media\":\"\"")),
                bad("media[1]", with("{\"url\":\"b\"}", "null")),
                bad("media[1]", with("{\"url\":\"b\"}", "[]")),
                bad("media[1]", with("{\"url\":\"b\"}", "\"\"")),
                bad("media[1].url", with("{\"url\":\"b\"}", "{}")),
                bad("media[1].url", with("{\"url\":\"b\"}", "{\"url\":\"\"}")),
                bad("media[1].url", with("{\"url\":\"b\"}", "{\"url\":7}")));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void a_bad_body_is_refused_with_its_field(String field, String body) {
        Answered answer = post(body);
        assertRefused(answer, field);
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
                "GET | /api/v1/probes?since=yesterday              | since",
                "GET | /api/v1/probes?since=2026-03-01             | since",
                "GET | /api/v1/probes?type=EXCLUSIVE               | type",
                "GET | /api/v1/probes?cursor=tampered              | cursor",
                "GET | /api/v1/probes?cursor=                      | cursor",
                "GET | /api/v1/probes?text=a%00b                   | text",
                "GET | /api/v1/probes?unheard=%00                  | unheard",
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

    private static Arguments bad(String field, String body) {
        return Arguments.of(field, body);
    }

    private static String with(String part, String instead) {
        assertThat(GOOD).contains(part);
        return GOOD.replace(part, instead);
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Another site's page cannot write with a visitor's cookies, nor sign a visitor in. */
class OriginCheckTest extends WebTest {

    private static final String ID = "/api/v1/probes/01890a5d-ac96-774b-bcce-b302099a8057";

    @Autowired
    SignedValues values;

    private int callsBefore;

    @BeforeEach
    void count() {
        callsBefore = Probes.CALLS.get();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -,                                        MISSING_OR_NULL_ORIGIN",
                "null, -,                                     MISSING_OR_NULL_ORIGIN",
                "null, http://desifans.test/page,             MISSING_OR_NULL_ORIGIN",
                "https://evil.test, -,                        INVALID_ORIGIN",
                "https://evil.test, http://desifans.test/a,   INVALID_ORIGIN",
                "-, https://evil.test/http://desifans.test,   INVALID_ORIGIN",
                "https://desifans.test, -,                    INVALID_ORIGIN",
                "http://desifans.test.evil.test, -,           INVALID_ORIGIN",
                "https://evilapp.example.test, -,             INVALID_ORIGIN",
                "https://a.b.fans.example.test, -,            INVALID_ORIGIN",
                "http://desifans.test, -,                     -",
                "https://app.example.test, -,                 -",
                "https://asha.fans.example.test, -,           -",
                "-, http://desifans.test/page?a=b,            -"
            })
    void I13_a_write_with_cookies_must_come_from_a_trusted_page(String origin, String referer, String code) {
        String cookie = "better-auth.session_token=" + values.sign(signedIn("user"));
        Answered ours = send("PUT", ID, null, headers("Cookie", cookie, "Origin", origin, "Referer", referer));
        Answered auth = send(
                "POST", "/api/auth/sign-out", null, headers("Cookie", cookie, "Origin", origin, "Referer", referer));
        if (code == null) {
            assertThat(ours.status()).isEqualTo(200);
            assertThat(auth.status()).isEqualTo(200);
        } else {
            assertThat(ours.status()).isEqualTo(403);
            assertThat(ours.code()).isEqualTo(code);
            assertThat(auth.status()).isEqualTo(403);
            assertThat(auth.json().propertyNames()).containsExactly("code", "message");
            assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
        }
    }

    @Test
    void I13_any_cookie_counts_also_beside_a_bearer_token() {
        String[] headers = headers("Cookie", "a=b", "Authorization", "Bearer " + signedIn("user"));
        assertThat(send("PUT", ID, null, headers).code()).isEqualTo("MISSING_OR_NULL_ORIGIN");
        assertThat(send("POST", "/api/v1/absent", null, headers).code()).isEqualTo("MISSING_OR_NULL_ORIGIN");
    }

    @Test
    void I13_a_bearer_token_alone_is_not_asked_where_it_comes_from() {
        String bearer = "Bearer " + signedIn("user");
        Answered answer = send("PUT", ID, null, headers("Authorization", bearer, "Origin", "https://evil.test"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -,                                200, -",
                "-, -, cors,                             200, -",
                "http://desifans.test, same-origin, cors, 200, -",
                "https://evil.test, -, -,                403, INVALID_ORIGIN",
                "https://evil.test, cross-site, cors,    403, INVALID_ORIGIN",
                "-, cross-site, cors,                    403, MISSING_OR_NULL_ORIGIN",
                "https://evil.test, cross-site, navigate, 403, CROSS_SITE_NAVIGATION_LOGIN_BLOCKED"
            })
    void I13_nobody_is_signed_in_by_another_sites_page(
            String origin, String site, String mode, int status, String code) {
        Answered answer = send(
                "POST",
                "/api/auth/sign-in/email",
                "{\"email\":\"a\"}",
                headers("Origin", origin, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode));
        assertThat(answer.status()).isEqualTo(status);
        if (code != null) assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void only_exact_origins_may_read_answers_with_credentials() {
        Answered listed = get("/api/v1/probes", "Origin", "https://app.example.test");
        assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.test");
        assertThat(listed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(listed.header("Access-Control-Expose-Headers")).contains("Event-Position");
        for (String other : new String[] {"https://evil.test", "https://asha.fans.example.test", "null"}) {
            Answered answer = get("/api/v1/probes", "Origin", other);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void a_preflight_is_answered_before_anybody_signs_in() {
        String[] asked = {"Access-Control-Request-Method", "PUT", "Access-Control-Request-Headers", "content-type"};
        Answered good = send("OPTIONS", ID, null, headers(asked, "Origin", "https://app.example.test"));
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(send("OPTIONS", ID, null, headers(asked, "Origin", "https://evil.test"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_failure_can_be_read_by_a_trusted_page_too() {
        Answered refused = send("POST", "/api/v1/probes", "{}", "Origin", "https://app.example.test");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.test");
    }

    private static String[] headers(String[] more, String... pairs) {
        String[] some = headers(pairs);
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Without those that have no value. */
    private static String[] headers(String... pairs) {
        return IntStream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .filter(i -> pairs[i + 1] != null)
                .boxed()
                .flatMap(i -> Stream.of(pairs[i], pairs[i + 1]))
                .toArray(String[]::new);
    }
}

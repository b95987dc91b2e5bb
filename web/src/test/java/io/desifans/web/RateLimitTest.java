package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** One client asks too often. The clock stands still, so that no window ends meanwhile. */
@TestPropertySource(properties = {"desifans.rate-limits=true", "server.forward-headers-strategy=native"})
class RateLimitTest extends WebTest {

    private static final String TOO_MANY = "{\"message\":\"Too many requests. Please try again later.\"}";

    @Test
    void I14_the_fourth_sign_in_in_ten_seconds_is_told_to_wait_whatever_it_says_of_its_address() {
        for (int i = 0; i < 3; i++)
            assertThat(ask("/sign-in/email", "198.51.100." + i + ", 203.0.113.9")
                            .status())
                    .isNotEqualTo(429);
        Answered fourth = ask("/sign-in/email", "192.0.2.77, 203.0.113.9");
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.http().body()).isEqualTo(TOO_MANY);
        assertThat(fourth.header("X-Retry-After")).isEqualTo("10");
        assertThat(fourth.header("Content-Type")).isEqualTo("application/json");
        assertThat(ask("/sign-in/email", "203.0.113.10").status()).isNotEqualTo(429);
        assertThat(ask("/sign-up/email", "203.0.113.9").status()).isNotEqualTo(429);
        assertThat(database.fetchCount(org.jooq.impl.DSL.table("event_store.rate_limit")))
                .isPositive();
        assertThat(database.fetch("select key from event_store.rate_limit where key like '%203%.%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-up/email, 3, 10",
        "/change-password, 3, 10",
        "/change-email, 3, 10",
        "/request-password-reset, 3, 60",
        "/send-verification-email, 3, 60",
        "/forget-password, 3, 60",
        "/get-session, 100, 10"
    })
    void each_path_has_its_limit(String path, int most, String seconds) {
        for (int i = 0; i < most; i++)
            assertThat(ask(path, "203.0.113.20").status()).as("ask " + i).isNotEqualTo(429);
        Answered refused = ask(path, "203.0.113.20");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("X-Retry-After")).isEqualTo(seconds);
    }

    @Test
    void another_spelling_of_a_path_has_no_limit_of_its_own() {
        List<String> spellings = List.of("/sign-in/a", "/sign-in/b", "/sign-in/%63", "/sign-in;x=1/d", "/%73ign-in/e");
        assertThat(spellings.stream().filter(path -> ask(path, "203.0.113.30").status() == 429))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:203.0.113.5, 203.0.113.5, true",
        "fe80::1%eth0, fe80::2%eth1, true",
        "203.0.113.5, 203.0.113.6, false",
        "face, dead, false"
    })
    void a_client_is_an_ipv4_address_or_an_ipv6_network(String one, String other, boolean same) {
        assertThat(ClientAddress.of(one).equals(ClientAddress.of(other))).isEqualTo(same);
    }

    @Test
    void what_asks_whether_the_application_lives_and_the_rest_of_the_application_have_no_limit() {
        assertThat(Stream.generate(() -> ask("/ok", "203.0.113.40")).limit(110))
                .noneMatch(answer -> answer.status() == 429);
    }

    private Answered ask(String path, String forwardedFor) {
        return send("POST", "/api/auth" + path, "{}", "X-Forwarded-For", forwardedFor);
    }
}

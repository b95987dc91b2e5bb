package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookiesTest {

    private static final String SIGNED = SignedValuesTest.SIGNED;

    private final SignedValues values = new SignedValues(WebTest.SECRET);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final List<String> cookies = new ArrayList<>();

    /** Keeps the cookies as they are written, which the mock would rewrite. */
    private final HttpServletResponse response = new HttpServletResponseWrapper(new MockHttpServletResponse()) {
        @Override
        public void addHeader(String name, String value) {
            if (name.equals("Set-Cookie")) cookies.add(value);
        }
    };

    @Test
    void a_remembered_session_lasts_a_week_on_the_client() {
        new SessionCookies(values, false).give(request, response, SignedValuesTest.TOKEN, true);
        assertThat(cookies)
                .containsExactly(
                        "better-auth.session_token=" + SIGNED + "; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void I10_a_session_that_is_not_remembered_ends_with_the_browser_and_says_so() {
        new SessionCookies(values, true).give(request, response, SignedValuesTest.TOKEN, false);
        assertThat(cookies)
                .containsExactly(
                        "__Secure-better-auth.session_token=" + SIGNED + "; Path=/; HttpOnly; Secure; SameSite=Lax",
                        "__Secure-better-auth.dont_remember=" + values.sign("true")
                                + "; Path=/; HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void remembering_takes_back_an_earlier_mark() {
        request.setCookies(new Cookie("better-auth.dont_remember", values.sign("true")));
        SessionCookies ours = new SessionCookies(values, false);
        assertThat(ours.isNotRemembered(request)).isTrue();
        ours.give(request, response, SignedValuesTest.TOKEN, true);
        assertThat(cookies.get(1)).startsWith("better-auth.dont_remember=; Max-Age=0; Path=/;");
    }

    @Test
    void a_cleared_session_leaves_nothing_on_the_client() {
        new SessionCookies(values, false).clear(response);
        assertThat(cookies).hasSize(2).allMatch(cookie -> cookie.contains("=; Max-Age=0; Path=/;"));
    }

    @Test
    void I12_a_client_that_keeps_no_cookies_gets_the_token_in_a_header_that_pages_may_read() {
        response.setHeader("Access-Control-Expose-Headers", "Event-Position");
        new SessionCookies(values, false).give(request, response, SignedValuesTest.TOKEN, true);
        assertThat(response.getHeader("set-auth-token")).isEqualTo(SIGNED);
        assertThat(response.getHeader("Access-Control-Expose-Headers")).isEqualTo("Event-Position, set-auth-token");
    }

    @Test
    void of_two_cookies_with_the_name_the_signed_one_counts() {
        request.setCookies(
                new Cookie("better-auth.session_token", "tossed"), new Cookie("better-auth.session_token", SIGNED));
        assertThat(new SessionCookies(values, false).token(request)).contains(SignedValuesTest.TOKEN);
        assertThat(new SessionCookies(values, true).token(request)).isEmpty();
    }
}

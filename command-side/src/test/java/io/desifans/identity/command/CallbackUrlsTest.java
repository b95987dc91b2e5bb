package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private final CallbackUrls callbackUrls =
            new CallbackUrls(new TrustedOrigins("https://good.test", "https://*.example.test"));

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/home", "/posts/1?tab=likes&x=%20", "https://good.test/home", "https://fans.example.test"})
    void a_path_of_the_own_site_or_a_trusted_origin_is_fine(String url) {
        assertThatCode(() -> callbackUrls.requireTrusted(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "home",
                "//evil.test",
                "/\\evil.test",
                "/%2fevil.test",
                "/%5Cevil.test",
                "/a%2f..%2f..",
                "/a\n/evil.test",
                "/home\u0000",
                "https://good.test.evil.test",
                "https://evil.test/https://good.test",
                "https://good.test@evil.test",
                "https://a.b.example.test",
                "http://good.test",
                "https://good.test:8443",
                "javascript:alert(1)",
                "data:text/html,x"
            })
    void I13_anything_that_may_lead_elsewhere_is_refused(String url) {
        assertThatThrownBy(() -> callbackUrls.requireTrusted(url))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .isEqualTo("INVALID_CALLBACK_URL"));
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.SettingRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedOriginsTest {

    private final TrustedOrigins origins =
            new TrustedOrigins("https://good.test/", "http://localhost:3000, https://*.fans.example.test:8443");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.test",
                "https://GOOD.test",
                "https://good.test:443",
                "https://good.test/some/page?with=query",
                "http://localhost:3000",
                "https://asha.fans.example.test:8443"
            })
    void our_address_and_those_listed_are_trusted(String url) {
        assertThat(origins.trust(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "good.test",
                "//good.test",
                "http://good.test",
                "https://good.test:444",
                "https://good.test.evil.test",
                "https://evilgood.test",
                "https://www.good.test",
                "https://good.test.",
                "https://good.test@evil.test",
                "https://user@good.test",
                "https://good.test\\@evil.test",
                "https://good.test\\.evil.test",
                "https://good.test%2eevil.test",
                "https://evil.test#https://good.test",
                "https://evil.test/https://good.test",
                "ftp://good.test",
                "javascript:alert(1)",
                "https:good.test",
                "https://localhost:3000",
                "http://localhost",
                "https://fans.example.test:8443",
                "https://a.b.fans.example.test:8443",
                "https://asha.fans.example.test",
                "https://ashafans.example.test:8443",
                "https://*.fans.example.test:8443",
                "https://.fans.example.test:8443"
            })
    void I13_look_alikes_are_not(String url) {
        assertThat(origins.trust(url)).isFalse();
    }

    @Test
    void only_addresses_without_a_wildcard_may_read_our_answers() {
        assertThat(origins.exact()).containsExactly("https://good.test", "http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*", "https://a.*.test", "https://*a.test", "https://a.test/path", "a.test", "null"
            })
    void a_setting_that_is_no_origin_is_refused(String origin) {
        assertThatThrownBy(() -> new TrustedOrigins("https://good.test", origin))
                .isInstanceOf(SettingRefused.class);
        assertThatThrownBy(() -> new TrustedOrigins(origin, "")).isInstanceOf(SettingRefused.class);
    }
}

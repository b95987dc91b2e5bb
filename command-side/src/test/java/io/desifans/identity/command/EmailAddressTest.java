package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.web.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void an_address_is_trimmed_and_lower_cased_and_nothing_is_folded() {
        assertThat(EmailAddress.normal(" Asha.K+Fan@Example.TEST ")).isEqualTo("asha.k+fan@example.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "asha",
                "asha@",
                "@example.test",
                "asha@example",
                ".asha@example.test",
                "a..b@example.test",
                "asha@exa mple.test",
                "asha@example.test\nbcc: x@y.test",
                "asha@exam\u0000ple.test",
                "\u0430sha@example.test",
                "as\u212aa@example.test"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> EmailAddress.normal(text)).isInstanceOf(Rejected.class);
    }

    @Test
    void an_address_has_at_most_254_characters() {
        String domain = "@example.test";
        assertThat(EmailAddress.normal("a".repeat(254 - domain.length()) + domain))
                .hasSize(254);
        assertThatThrownBy(() -> EmailAddress.normal("a".repeat(255 - domain.length()) + domain))
                .isInstanceOf(Rejected.class);
    }
}

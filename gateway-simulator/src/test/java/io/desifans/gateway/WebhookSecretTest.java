package io.desifans.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    @Test
    void signs_as_the_golden_vector_says() {
        String body = """
                {"business_id":"bus_1","type":"payment.succeeded","timestamp":"2024-01-01T12:00:00Z",\
                "data":{"payload_type":"Payment","payment_id":"pay_1","total_amount":19900,"currency":"INR"}}""";
        assertThat(new WebhookSecret(Simulator.SECRET).sign("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", 1674087231, body))
                .isEqualTo("v1,iEAt3bEWl6/eXyqq7wQBbv7lF6EAJuOu7TYhEYgW6GE=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_dG9vIHNob3J0",
                "whsec_not base64!",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
            })
    void anything_that_is_no_secret_is_refused(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

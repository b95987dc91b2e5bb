package io.desifans.billing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.SettingRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden vector of Standard Webhooks, and all that must fail beside it. */
class WebhookSecretsTest {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String OTHER = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    private static final String DRAWN = "whsec_Sxk4nHXk0NhvW1lr4e2SWLv2luGun0oxKqnFa5tsY0Y=";
    private static final String ID = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W";
    private static final String TIME = "1674087231";
    private static final Instant NOW = Instant.ofEpochSecond(1674087231L);
    private static final String BODY =
            "{\"business_id\":\"bus_1\",\"type\":\"payment.succeeded\",\"timestamp\":\"2024-01-01T12:00:00Z\","
                    + "\"data\":{\"payload_type\":\"Payment\",\"payment_id\":\"pay_1\",\"total_amount\":19900,\"currency\":\"INR\"}}";
    private static final String SIGNATURE = "v1,iEAt3bEWl6/eXyqq7wQBbv7lF6EAJuOu7TYhEYgW6GE=";
    private static final String WRONG = "v1,iEAt3bEWl6/eXyqq7wQBbv7lF6EAJuOu7TYhEYgW6GA=";

    private static boolean isGood(
            String secrets,
            @Nullable String id,
            @Nullable String time,
            @Nullable String signatures,
            String body,
            Instant now) {
        return WebhookSecrets.of(secrets)
                .signer(id, time, signatures, body.getBytes(StandardCharsets.UTF_8), now)
                .isPresent();
    }

    private static boolean isGood(@Nullable String signatures) {
        return isGood(SECRET, ID, TIME, signatures, BODY, NOW);
    }

    @Test
    void the_golden_vector_is_good() {
        assertThat(isGood(SIGNATURE)).isTrue();
        assertThat(isGood(WRONG + " " + SIGNATURE)).isTrue();
        assertThat(isGood("v1a,AAAA  " + SIGNATURE + " v1,")).isTrue();
    }

    @Test
    void whatever_is_changed_makes_it_bad() {
        for (String body : new String[] {
            BODY.replace("19900", "19901"), BODY + " ", BODY.replace(",\"currency\"", ", \"currency\""), ""
        }) assertThat(isGood(SECRET, ID, TIME, SIGNATURE, body, NOW)).as(body).isFalse();
        assertThat(isGood(SECRET, ID + "x", TIME, SIGNATURE, BODY, NOW)).isFalse();
        assertThat(isGood(SECRET, ID, "1674087232", SIGNATURE, BODY, NOW)).isFalse();
        assertThat(isGood(OTHER, ID, TIME, SIGNATURE, BODY, NOW)).isFalse();
        assertThat(isGood("", ID, TIME, SIGNATURE, BODY, NOW)).isFalse();
    }

    @Test
    void a_signature_of_another_form_is_bad() {
        String bare = SIGNATURE.substring(3);
        for (String signatures : new String[] {
            "", " ", bare, "v1a," + bare, "v2," + bare, "V1," + bare, "v1" + bare, SIGNATURE + "=", WRONG, "v1,", ","
        }) assertThat(isGood(signatures)).as(signatures).isFalse();
    }

    @Test
    void what_is_missing_or_malformed_is_bad() {
        assertThat(isGood(null)).isFalse();
        assertThat(isGood(SECRET, null, TIME, SIGNATURE, BODY, NOW)).isFalse();
        assertThat(isGood(SECRET, ID, null, SIGNATURE, BODY, NOW)).isFalse();
        for (String time : new String[] {"", "+1674087231", "-1", "1674087231.0", "now", "9".repeat(40)})
            assertThat(isGood(SECRET, ID, time, SIGNATURE, BODY, NOW)).as(time).isFalse();
    }

    @Test
    void it_is_good_for_300_seconds_either_way() {
        for (int off : new int[] {-300, 300})
            assertThat(isGood(SECRET, ID, TIME, SIGNATURE, BODY, NOW.plusSeconds(off)))
                    .isTrue();
        for (int off : new int[] {-301, 301, 100_000})
            assertThat(isGood(SECRET, ID, TIME, SIGNATURE, BODY, NOW.plusSeconds(off)))
                    .isFalse();
    }

    @Test
    void p16_while_a_secret_is_replaced_both_are_good_until_the_old_ones_end() {
        String both = OTHER + " , " + SECRET + "@2023-01-19T00:13:52Z";
        assertThat(isGood(both, ID, TIME, SIGNATURE, BODY, NOW)).isTrue();
        assertThat(WebhookSecrets.of(both).signer(ID, TIME, SIGNATURE, BODY.getBytes(StandardCharsets.UTF_8), NOW))
                .hasValue(1);
        assertThat(isGood(both, ID, TIME, SIGNATURE, BODY, NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void one_that_anyone_could_guess_is_refused_as_a_setting() {
        for (String guessable : List.of(SECRET, OTHER + "," + DRAWN, DRAWN + "," + OTHER))
            assertThatThrownBy(() -> WebhookSecrets.of(guessable).checked()).isInstanceOf(SettingRefused.class);
        assertThat(WebhookSecrets.of(DRAWN).checked()).isNotNull();
        assertThat(WebhookSecrets.of("").checked()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_!",
                "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=@tomorrow",
                "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=@"
            })
    void a_setting_of_another_form_is_refused(String setting) {
        assertThatThrownBy(() -> WebhookSecrets.of(setting))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("desifans.gateway.webhook-secrets")
                .hasMessageNotContaining("MDEy");
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.SettingRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedValuesTest {

    static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF";
    static final String SIGNED = "abcdefghijklmnopqrstuvwxyzABCDEF.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E%3D";
    private static final String OTHER_SECRET = "another-secret-0123456789-0123456";

    private final SignedValues values = new SignedValues(WebTest.SECRET);

    @Test
    void I2_a_token_is_signed_as_better_auth_signs_it() {
        assertThat(values.sign(TOKEN)).isEqualTo(SIGNED);
    }

    @Test
    void a_signed_token_is_read_url_encoded_or_not() {
        assertThat(values.verify(SIGNED)).contains(TOKEN);
        assertThat(values.verify(SIGNED.replace("%3D", "="))).contains(TOKEN);
    }

    @Test
    void every_signature_is_read_back_whatever_base64_it_has() {
        for (int i = 0; i < 200; i++) {
            String signed = values.sign("token" + i);
            assertThat(values.verify(signed)).contains("token" + i);
            assertThat(values.verify(
                            signed.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")))
                    .contains("token" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "abcdefghijklmnopqrstuvwxyzABCDEF",
                "abcdefghijklmnopqrstuvwxyzABCDEF.",
                "abcdefghijklmnopqrstuvwxyzABCDEG.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E%3D",
                "abcdefghijklmnopqrstuvwxyzABCDEF.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20F%3D",
                "abcdefghijklmnopqrstuvwxyzABCDEF.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E",
                "abcdefghijklmnopqrstuvwxyzABCDEF.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E%3",
                "abcdefghijklmnopqrstuvwxyzABCDEF.tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E%zz",
                ".tqDn54qW2lKPVbPCwkSGKMTPeIRPIlNMsqdwBcuR20E%3D"
            })
    void I11_a_value_that_was_tampered_with_is_nothing(String signed) {
        assertThat(values.verify(signed)).isEmpty();
    }

    @Test
    void I11_while_a_secret_is_replaced_the_first_signs_and_all_verify() {
        SignedValues rotated = new SignedValues(OTHER_SECRET + ", " + WebTest.SECRET);
        assertThat(rotated.verify(SIGNED)).contains(TOKEN);
        assertThat(new SignedValues(OTHER_SECRET).verify(rotated.sign(TOKEN))).contains(TOKEN);
        assertThat(new SignedValues(OTHER_SECRET).verify(SIGNED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "too-short", "test-secret-0123456789-0123456789,", "test-secret-0123456789-0123456789,short"
            })
    void a_missing_or_short_secret_is_refused(String secrets) {
        assertThatThrownBy(() -> new SignedValues(secrets)).isInstanceOf(SettingRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {WebTest.SECRET, "u0waNl7xmxNGMJdYbqFAuW1CFNFaXaKEr45zC11KFQA=,changeme-changeme-changeme-12345"})
    void a_secret_that_anyone_could_guess_is_refused_as_a_setting(String secrets) {
        assertThatThrownBy(() -> new WebConfiguration().signedValues(secrets))
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("The setting desifans.auth-secret could be guessed");
    }

    @Test
    void I2_a_token_at_rest_is_its_hash() {
        assertThat(SessionToken.hash(TOKEN))
                .isEqualTo("cfd2f1fad75a1978da0a444883db7251414b139f31f5a04704c291fdb0e175e6");
    }
}

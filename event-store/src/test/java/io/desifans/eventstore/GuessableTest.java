package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "00000000000000000000000000000000",
                "abababababababababababababababababab",
                "s3cr3t!s3cr3t!s3cr3t!s3cr3t!s3cr3t!",
                "k7Qz9WmP2xR4tY8uk7Qz9WmP2xR4tY8u",
                "abcdefghijklmnopqrstuvwxyz012345",
                "zyxwvutsrqponmlkjihgfedcba987654",
                "0123456789-0123456789-0123456789",
                "changeme-k7Qz9WmP2xR4tY8uBn3vLc6",
                "CHANGE_ME_k7Qz9WmP2xR4tY8uBn3vLc6",
                "better-auth-secret-123456789012345",
                "please-replace-me-k7Qz9WmP2xR4tY8u",
                "your-32-character-secret-k7Qz9WmP2x",
                "test-secret-0123456789-0123456789",
                "a-secret-for-tests-of-32-characters-or-more",
                "super-secret-key-k7Qz9WmP2xR4tY8u",
                "this-is-only-an-example-k7Qz9WmP2x",
                "my-desifans-secret-k7Qz9WmP2xR4tY8"
            })
    void a_text_that_stands_for_a_secret_is_none(String secret) {
        assertThat(Guessable.is(secret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "//////////////////////////////////////////8=",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8=",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSAhISE="
            })
    void bytes_that_were_not_drawn_are_no_key(String base64) {
        assertThat(Guessable.is(Base64.getDecoder().decode(base64))).isTrue();
    }

    @Test
    void what_was_drawn_is_never_refused() {
        Random random = new Random(20260301);
        byte[] bytes = new byte[32];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            assertThat(Guessable.is(bytes)).isFalse();
            for (String secret : new String[] {
                Base64.getEncoder().encodeToString(bytes), HexFormat.of().formatHex(bytes, 0, 16)
            }) assertThat(Guessable.is(secret)).as(secret).isFalse();
        }
    }
}

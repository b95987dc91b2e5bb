package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.desifans.identity.VerificationPurpose;
import io.desifans.web.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTokensTest {

    /** Of the published vectors. */
    private static final String SECRET = "test-secret-0123456789-0123456789";

    private static final String VECTOR =
            "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFzaGFAZXhhbXBsZS50ZXN0IiwiaWF0IjoxNzAwMDAwMDAwLCJleHAiOjE3MDAwMDM2MDB9.XKkCtm4BmZrQ_lwfKJY7UAoQEkqVScZr0T8v2TqUNDo";

    private static final Instant ISSUED = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant EXPIRED = ISSUED.plusSeconds(3600);

    private final EmailTokens tokens = new EmailTokens(SECRET);

    @Test
    void I2_a_token_is_the_one_of_the_published_vector() {
        assertThat(tokens.verification("asha@example.test", ISSUED)).isEqualTo(VECTOR);
        assertThat(tokens.read(VECTOR, ISSUED)).isEqualTo(new EmailTokens.Content("asha@example.test", null, null));
    }

    @Test
    void a_token_is_good_for_an_hour() {
        assertThat(tokens.read(VECTOR, EXPIRED.minusSeconds(1)).email()).isEqualTo("asha@example.test");
        refused("TOKEN_EXPIRED", VECTOR, EXPIRED);
    }

    @Test
    void a_replaced_secret_still_verifies_and_no_other_does() {
        assertThat(new EmailTokens("an other-secret-0123456789-0123456789," + SECRET)
                        .read(VECTOR, ISSUED)
                        .email())
                .isEqualTo("asha@example.test");
        assertThatThrownBy(() -> new EmailTokens("an other-secret-0123456789-0123456789").read(VECTOR, ISSUED))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void a_change_says_which_step_it_is() {
        String token = tokens.change(VerificationPurpose.VERIFY_NEW_EMAIL, "a@x.test", "b@x.test", ISSUED);
        assertThat(tokens.read(token, ISSUED))
                .isEqualTo(new EmailTokens.Content("a@x.test", "b@x.test", "change-email-verification"));
        assertThat(tokens.changes(VerificationPurpose.VERIFY_NEW_EMAIL, "a@x.test", "b@x.test", EXPIRED))
                .containsExactly(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "x.y.z", "null", "\u0000", "eyJhbGciOiJIUzI1NiJ9.e30."})
    void what_is_no_token_is_refused(String token) {
        refused("INVALID_TOKEN", token, ISSUED);
    }

    @Test
    void a_token_that_was_changed_or_is_signed_otherwise_is_refused() throws Exception {
        String[] parts = VECTOR.split("\\.");
        refused("INVALID_TOKEN", base64("{\"alg\":\"none\"}") + "." + parts[1] + ".", ISSUED);
        refused("INVALID_TOKEN", parts[0] + "." + base64("{\"email\":\"b@x.test\"}") + "." + parts[2], ISSUED);
        refused("INVALID_TOKEN", VECTOR.substring(0, VECTOR.length() - 2), ISSUED);
        refused("INVALID_TOKEN", "x".repeat(5000), ISSUED);
        refused("INVALID_TOKEN", signed(JWSAlgorithm.HS512, "{\"email\":\"a@x.test\",\"exp\":1700003600}"), ISSUED);
        refused("INVALID_TOKEN", signed(JWSAlgorithm.HS256, "{\"email\":7,\"exp\":1700003600}"), ISSUED);
        refused("INVALID_TOKEN", signed(JWSAlgorithm.HS256, "{\"email\":\"a@x.test\"}"), ISSUED);
        refused("INVALID_TOKEN", signed(JWSAlgorithm.HS256, "no object"), ISSUED);
    }

    private void refused(String code, String token, Instant now) {
        assertThatThrownBy(() -> tokens.read(token, now)).isInstanceOfSatisfying(Rejected.class, e -> {
            assertThat(e.status()).isEqualTo(401);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private static String signed(JWSAlgorithm algorithm, String payload) throws Exception {
        JWSObject jwt = new JWSObject(new JWSHeader(algorithm), new Payload(payload));
        jwt.sign(new MACSigner((SECRET + SECRET)
                .substring(0, algorithm == JWSAlgorithm.HS256 ? SECRET.length() : 64)
                .getBytes(StandardCharsets.UTF_8)));
        return jwt.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

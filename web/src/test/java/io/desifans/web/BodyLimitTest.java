package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit here is 10 KB. */
class BodyLimitTest extends WebTest {

    private static final int LIMIT = 10 * 1024;

    private int callsBefore;

    @BeforeEach
    void count() {
        callsBefore = Probes.CALLS.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_body_of_the_limit_is_read_and_one_byte_more_is_not(boolean lengthTold) {
        assertThat(post(json(LIMIT), "application/json", lengthTold).status()).isEqualTo(200);
        Answered refused = post(json(LIMIT + 1), "application/json", lengthTold);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_form_has_the_same_limit(boolean lengthTold) {
        Answered refused = post("email=" + "a".repeat(LIMIT), "application/x-www-form-urlencoded", lengthTold);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(Probes.CALLS.get()).isEqualTo(callsBefore);
    }

    private Answered post(String body, String type, boolean lengthTold) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        BodyPublisher publisher = lengthTold
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofByteArrays(List.of(bytes)); // sent in chunks
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/auth/sign-in/email"))
                .header("Content-Type", type)
                .POST(publisher)
                .build());
    }

    private static String json(int length) {
        String start = "{\"email\":\"";
        return start + "a".repeat(length - start.length() - 2) + "\"}";
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class EndingTest extends WebTest {

    @Autowired
    Ending ending;

    @AfterEach
    void goOn() {
        ending.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "OPTIONS"})
    void a_node_that_ends_hands_back_what_comes_and_does_nothing_for_it(String method) {
        int before = Probes.CALLS.get();
        ending.stop();
        Answered answer = send(method, "/api/v1/probes", null);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("NODE_IS_ENDING");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(Probes.CALLS).hasValue(before);
    }

    @Test
    void it_still_says_that_it_lives() {
        ending.stop();
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void until_then_it_answers() {
        ending.start();
        assertThat(get("/api/v1/probes").status()).isEqualTo(200);
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;

class HealthTest extends WebTest {

    @Autowired
    Map<String, HealthIndicator> indicators;

    @Test
    void the_database_and_the_clock_are_looked_at() {
        assertThat(indicators).containsKeys("dbHealthContributor", "clockHealth");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, UP", "PT1S, UP", "PT-1S, UP", "PT1.001S, OUT_OF_SERVICE", "PT-1.001S, OUT_OF_SERVICE"})
    void clocks_more_than_a_second_apart_make_it_not_ready(Duration offset, String status) {
        assertThat(new ClockHealth(() -> offset).health().getStatus().getCode()).isEqualTo(status);
    }

    @Test
    void metrics_on_the_public_port_are_for_administrators() {
        assertThat(get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(get("/actuator/prometheus", bearer(signedIn("user"))).status())
                .isEqualTo(403);
        Answered answer = get("/actuator/prometheus", bearer(signedIn("admin")));
        assertThat(answer.http().body()).contains("http_server_requests_seconds_count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void health_says_up_and_nothing_else(String group) {
        Answered answer = get("/actuator/health" + group);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("UP");
        assertThat(answer.json().has("components")).isFalse();
        assertThat(answer.json().has("details")).isFalse();
    }
}

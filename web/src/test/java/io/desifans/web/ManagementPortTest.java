package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "management.endpoint.health.show-details=always"
        })
class ManagementPortTest extends WebTest {

    @LocalManagementPort
    int managementPort;

    @Test
    void whoever_reaches_the_port_for_operators_reads_metrics_and_health_there() {
        assertThat(managed("/actuator/prometheus").http().body()).contains("jvm_memory_used_bytes");
        Answered health = managed("/actuator/health/readiness");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().at("/components/clockHealth/details/offset").asString())
                .isEqualTo("PT0S");
    }

    @Test
    void the_public_port_has_neither_then() {
        String admin = signedIn("admin");
        assertThat(get("/actuator/prometheus", bearer(admin)).status()).isEqualTo(404);
        assertThat(get("/actuator/health").status()).isEqualTo(404);
    }

    private Answered managed(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .build());
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointsByPathTest extends WebTest {

    @Test
    void an_endpoint_is_found_however_its_path_is_written() {
        String[] session = {"Authorization", "Bearer " + signedIn("user")};
        for (String path : new String[] {"/api/v1/mine", "/api/v1/%6Dine", "/api/%76%31/mine"})
            assertThat(get(path, session).status()).as(path).isEqualTo(200);
        assertThat(get("/api/v1/min", session).status()).isEqualTo(404);
    }
}

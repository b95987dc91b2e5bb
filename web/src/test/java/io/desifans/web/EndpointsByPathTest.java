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

    @Test
    void a_path_knows_its_methods_and_head_is_one_of_them() {
        String[] session = {"Authorization", "Bearer " + signedIn("user")};
        assertThat(send("HEAD", "/api/v1/mine", null, session).status()).isEqualTo(200);
        assertThat(send("DELETE", "/api/v1/mine", null, session).status()).isEqualTo(405);
        assertThat(send("PUT", "/api/v1/probes/01a209dd-757d-7000-8934-23dfd71fc2f5", null, session)
                        .status())
                .isEqualTo(200);
        assertThat(get("/api/v1/probes/01a209dd-757d-7000-8934-23dfd71fc2f5", session)
                        .status())
                .isEqualTo(405);
    }
}

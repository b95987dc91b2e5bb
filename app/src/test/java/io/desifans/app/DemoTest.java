package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class DemoTest {

    @Test
    void a_demo_that_was_cut_off_is_completed_by_the_next_start_and_then_left_as_it_is(@TempDir Path data)
            throws Exception {
        try (AppProcess first = AppProcess.start(data, Ports.free())) {
            first.awaitSaid("10 %");
            first.kill();
        }
        try (AppProcess second = AppProcess.start(data, Ports.free())) {
            second.awaitSaid("DesiFans is ready");
            Api visitor = new Api("http://localhost:" + second.port);
            assertThat(visitor.get("/api/v1/creators?limit=50").json().get("items"))
                    .hasSize(12);
            JsonNode post = visitor.get("/api/v1/discover?limit=1").json().at("/items/0/post");
            assertThat(post.at("/likeCount").asInt()).isPositive();
            var picture = HttpRequest.newBuilder(
                            URI.create(post.at("/media/0/blurThumbnailUrl").asString()))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(picture, BodyHandlers.ofString())
                            .body())
                    .contains("feGaussianBlur stdDeviation=\"60\"");
            assertThat(second.interrupt()).isIn(0, 130, 143);
        }
        try (AppProcess third = AppProcess.start(data, Ports.free())) {
            third.awaitSaid("DesiFans is ready");
            assertThat(third.output()).doesNotContain("%");
        }
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a client of a stream sees of two nodes, one of which ends. */
@Execution(ExecutionMode.CONCURRENT)
class StreamNodesTest {

    private static final String STREAM = "/api/v1/notifications/stream";
    private static final String FOLLOWED = "\"type\":\"new_follower\"";

    @TempDir
    Path data;

    private final DataSource database = TestDatabase.empty();

    @Test
    void a_stream_shows_what_another_node_did_ends_with_its_node_and_goes_on_at_the_other() throws Exception {
        try (AppProcess one = start();
                AppProcess other = start()) {
            one.awaitReady();
            other.awaitReady();
            Api asha = new Api(one.uri("").toString()).signUp("Asha").onboarded("asha");
            String last;
            try (EventStream stream = EventStream.open(one.uri(STREAM).toString(), asha, null)) {
                assertThat(stream.next()).startsWith(":");
                follow(other, asha);
                last = stream.id("notification", FOLLOWED);
                CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> ends(one));
                assertThat(stream.ends()).as("an end, and no broken connection").isTrue();
                assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
            }
            follow(other, asha);
            try (EventStream stream = EventStream.open(other.uri(STREAM).toString(), asha, last)) {
                String missed = stream.id("notification", FOLLOWED);
                assertThat(missed).isNotEqualTo(last);
                follow(other, asha);
                assertThat(stream.id("notification", FOLLOWED)).isNotIn(last, missed);
            }
        }
    }

    /** Whether it ends by itself, without requests that it had to break off. */
    private static boolean ends(AppProcess node) {
        try {
            node.interrupt();
            return !node.output().contains("Graceful shutdown aborted");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private AppProcess start() throws Exception {
        Map<String, String> environment = new HashMap<>(Nodes.settings(database));
        environment.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        return AppProcess.start(data, Ports.free(), environment, "--empty");
    }

    private static void follow(AppProcess node, Api creator) {
        new Api(node.uri("").toString())
                .signUp("Fan")
                .put("/api/v1/creators/" + creator.userId() + "/follow", Map.of())
                .expect(204);
    }
}

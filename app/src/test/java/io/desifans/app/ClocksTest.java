package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.app.NodeProcess.Side;
import io.desifans.eventstore.WrongClock;
import io.desifans.test.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Nodes on machines whose clocks are 90 seconds apart, one way and the other. */
@Execution(ExecutionMode.CONCURRENT)
class ClocksTest {

    private static final int WRITES = 40;

    @TempDir
    Path folder;

    private final DataSource database = TestDatabase.empty();
    private final List<NodeProcess> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::kill);
    }

    @Test
    void nothing_is_skipped_and_all_nodes_mean_the_same_time() throws Exception {
        Instant begin = Instant.now();
        Api ahead = started(Side.COMMAND, 90);
        Api right = started(Side.COMMAND, 0);
        Api behind = started(Side.QUERY, -90);
        for (NodeProcess node : nodes) Nodes.until(node::answers);

        String token =
                ahead.signUp("Asha", "asha@example.test").onboarded("asha").token();
        right.signIn("asha@example.test", "correct horse battery");
        for (Api node : List.of(ahead, right)) node.bearer(token);
        behind.bearer(token).with("Wait-For-Position", right.position());
        behind.get("/api/v1/onboarding").expect(200);

        for (int i = 0; i < WRITES; i++) {
            UUID id = UUID.randomUUID();
            Api writer = i % 2 == 0 ? ahead : right;
            writer.post(
                            "/api/v1/memberships",
                            Map.of("membershipId", id, "title", "T", "description", "d", "monthlyRecurringFee", 100))
                    .expect(201);
            behind.with("Wait-For-Position", writer.position())
                    .get("/api/v1/memberships/" + id)
                    .expect(200);
        }
        subscribeOnEachNode(ahead);
        Api admin = right.signIn(Nodes.ADMIN, Nodes.PASSWORD);
        JsonNode replay = Replays.run(behind.bearer(admin.token()).with("Wait-For-Position", admin.position()));
        assertThat(replay.at("/report/differences").asInt(-1))
                .as(replay.toString())
                .isZero();

        Duration lasted = Duration.between(begin, Instant.now()).plusSeconds(1);
        assertThat(seconds("select max(time) - min(time) from event_store.event"))
                .isLessThan(lasted.toSeconds());
        assertThat(seconds("select max(\"expiresAt\") - min(\"expiresAt\") from read_model.session"))
                .isLessThan(lasted.toSeconds());
        assertThat(seconds(
                        "select max(\"currentPeriodEnd\") - min(\"currentPeriodEnd\") from read_model.subscriptions"))
                .isLessThan(lasted.toSeconds());
        assertThat(seconds("select greatest(max(\"currentPeriodStart\") - (now() at time zone 'utc'),"
                        + " (now() at time zone 'utc') - min(\"currentPeriodStart\")) from read_model.subscriptions"))
                .isLessThan(lasted.toSeconds());
        assertThat(seconds("select greatest(max(time) - now(), now() - min(time)) from event_store.event"))
                .isLessThan(lasted.toSeconds());
    }

    /** Two fans, each on a command node of another clock, take what costs nothing. */
    private void subscribeOnEachNode(Api creator) throws Exception {
        UUID tier = UUID.randomUUID();
        creator.post(
                        "/api/v1/memberships",
                        Map.of("membershipId", tier, "title", "Free", "description", "d", "monthlyRecurringFee", 0))
                .expect(201);
        for (NodeProcess node : nodes.subList(0, 2))
            new Api("http://localhost:" + node.port())
                    .signUp("Fan")
                    .post("/api/v1/payments/checkout", Map.of("type", "membership", "entityId", tier))
                    .expect(201);
        Drained.await(database);
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from read_model.subscriptions where status = 'active'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private Api started(Side side, int wrongBySeconds) {
        Map<String, String> settings = new HashMap<>(Nodes.settings(database));
        settings.put("SPRING_DATASOURCE_URL", Database.ofReadModel(TestDatabase.url(database)));
        settings.put("DESIFANS_GATEWAY_BASE_URL", "http://localhost:1"); // never asked: nothing is to be paid
        settings.put("DESIFANS_GATEWAY_API_KEY", Gateway.API_KEY);
        List<String> run = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                WrongClock.class.getName(),
                side.label(),
                Integer.toString(wrongBySeconds));
        NodeProcess node =
                NodeProcess.start(side, Ports.free(), settings, folder.resolve("node-" + nodes.size() + ".log"), run);
        nodes.add(node);
        return new Api("http://localhost:" + node.port());
    }

    private double seconds(String interval) {
        return JdbcClient.create(database)
                .sql("select extract(epoch from (" + interval + "))")
                .query(Double.class)
                .single();
    }
}

package io.desifans.app;

import static io.desifans.app.Nodes.atOnce;
import static io.desifans.app.Nodes.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes of each side in processes of their own, behind the proxy. Rounds for a long run, which is timed too:
 * {@code -Ddesifans.kills}.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterTest.class);
    private static final int ROUNDS = Integer.getInteger("desifans.kills", 0);
    private static final Duration TAKEN_OVER = Duration.ofSeconds(10);

    private static final String NOT_ONCE = """
            select count(*) from unnest(?) acknowledged (id)
             where (select count(*) from event_store.event e where e.aggregate_id = acknowledged.id) <> 1
                or (select count(*) from read_model.membership m where m.id = acknowledged.id) <> 1""";

    @TempDir
    static Path folder;

    private static final DataSource DATABASE = TestDatabase.empty();
    private static final List<String> DOORS = new ArrayList<>();
    private static Cluster cluster;
    private static Nginx nginx;
    private static Gateway gateway;
    private static Shop shop;

    @BeforeAll
    static void start() {
        int port = Ports.free();
        int gatewayPort = Ports.free();
        Map<String, String> settings = new HashMap<>(Nodes.settings(DATABASE));
        settings.put("DESIFANS_GATEWAY_BASE_URL", "http://localhost:" + gatewayPort);
        settings.put("DESIFANS_GATEWAY_API_KEY", Gateway.API_KEY);
        settings.put("DESIFANS_GATEWAY_WEBHOOK_SECRETS", Gateway.WEBHOOK_SECRET);
        cluster = new Cluster(folder, port, settings, false);
        gateway = Gateway.of(gatewayPort, port);
        DOORS.add(cluster.url());
        Nginx.installed().ifPresent(ClusterTest::openSecondDoor);
        for (NodeProcess node : cluster.nodes()) until(node::answers);
        shop = Shop.open(visitor(), "asha");
    }

    /** The same nodes behind nginx, where it is installed. */
    private static void openSecondDoor(Path program) {
        int port = Ports.free();
        List<Integer> ports = cluster.nodes().stream().map(NodeProcess::port).toList();
        nginx = Nginx.start(program, folder.resolve("nginx"), port, ports.subList(0, 2), ports.subList(2, 4));
        DOORS.add("http://localhost:" + port);
    }

    @AfterAll
    static void stop() {
        if (nginx != null) nginx.close();
        cluster.close();
    }

    @Test
    void no_request_fails_while_each_node_in_turn_is_told_to_end() throws Exception {
        Load load = new Load(DOORS, shop.creator().token());
        try (load) {
            for (List<Integer> turn : turns(List.of(0, 2))) {
                awaitMore(load, 20);
                end(turn, NodeProcess::terminate);
            }
            awaitMore(load, 20);
        }
        assertThat(load.failures).isEmpty();
        assertStoredOnce(load);
    }

    @Test
    void what_was_acknowledged_survives_kill_9_of_each_node_in_turn_and_the_other_takes_over() throws Exception {
        Load load = new Load(DOORS, shop.creator().token());
        try (load) {
            for (List<Integer> turn : turns(List.of(1, 3))) {
                awaitMore(load, 20);
                end(turn, node -> {
                    node.kill();
                    assertTakenOver();
                });
            }
            awaitMore(load, 20);
        }
        assertThat(load.failures)
                .allSatisfy(
                        failure -> assertThat(failure).containsAnyOf("OUTCOME_UNKNOWN", "TEMPORARILY", "IOException"));
        assertStoredOnce(load);
    }

    @Test
    void nodes_that_start_at_once_on_an_empty_database_migrate_it_once() {
        for (String schema : List.of("event_store", "read_model", "projection", "audit"))
            assertThat(count("select count(*) - count(distinct version) from " + schema
                            + ".flyway_schema_history where version is not null"))
                    .as(schema)
                    .isZero();
    }

    @Test
    void I3_of_a_hundred_sign_ups_with_one_address_on_both_nodes_one_wins() throws Exception {
        String email = UUID.randomUUID() + "@example.test";
        var body = Map.of("name", "R", "email", email, "password", "correct horse");
        List<Integer> statuses = atOnce(
                100,
                i -> () -> new Api("http://localhost:" + cluster.node(i % 2).port())
                        .post("/api/auth/sign-up/email", body)
                        .status());
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 422).hasSize(99);
    }

    /** As many as {@code -Ddesifans.sign-ups} says. */
    @Test
    void I4_the_other_node_knows_a_new_session_at_once_and_one_that_was_signed_out_no_more() throws Exception {
        int times = Integer.getInteger("desifans.sign-ups", 60);
        List<Callable<Void>> visits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int here = i % 2;
            visits.add(() -> {
                String email = UUID.randomUUID() + "@example.test";
                Api visitor = node(here).signUp("Fan", email);
                Api elsewhere = node(1 - here).bearer(visitor.token());
                assertThat(elsewhere.userOfSession()).isEqualTo(visitor.userId());
                Api again = node(here).signIn(email, "correct horse battery");
                assertThat(elsewhere.get("/api/auth/list-sessions").json()).hasSize(2);
                assertThat(elsewhere.bearer(again.token()).userOfSession()).isEqualTo(visitor.userId());
                elsewhere.bearer(visitor.token());
                visitor.post("/api/auth/sign-out", Map.of()).expect(200);
                assertThat(elsewhere.get("/api/auth/get-session").response().body())
                        .isEqualTo("null");
                return null;
            });
        }
        try (ExecutorService visitors = Executors.newFixedThreadPool(8)) {
            for (Future<Void> visit : visitors.invokeAll(visits)) visit.get();
        }
    }

    @Test
    void of_fifty_payments_of_one_post_told_to_both_nodes_one_buys_it() throws Exception {
        Api fan = visitor().signUp("Fan");
        List<JsonNode> checkouts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            JsonNode checkout = Shop.checkout(fan, "exclusive_post", shop.soldPost());
            fan.post("/api/v1/payments/" + checkout.get("transactionId").asString() + "/cancel", Map.of());
            checkouts.add(checkout);
        }
        atOnce(50, i -> () -> gateway.pay(checkouts.get(i), Gateway.CARD));
        gateway.advance(Duration.ofDays(2).toSeconds());
        Drained.await(DATABASE);
        assertThat(count(
                        "select count(*) from event_store.event where name = 'PostPurchaseGranted' and aggregate_id = ?",
                        DerivedId.of("Purchase", fan.userId(), shop.soldPost().toString())))
                .isEqualTo(1);
        assertThat(count(
                        "select count(*) from event_store.event where name = 'GrantRefused'"
                                + " and payload ->> 'userId' = ?",
                        fan.userId()))
                .isEqualTo(49);
        assertThat(MoneyInvariants.broken(DATABASE)).isEmpty();
    }

    @Test
    void what_one_node_writes_another_shows_to_whoever_waits_for_it() {
        int times = Integer.getInteger("desifans.reads", 50);
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            UUID id = UUID.randomUUID();
            Api writer = node(i % 2).bearer(shop.creator().token());
            writer.post(
                            "/api/v1/memberships",
                            Map.of("membershipId", id, "title", "T", "description", "d", "monthlyRecurringFee", 1))
                    .expect(201);
            Api reader =
                    node(2 + i / 2 % 2).bearer(shop.creator().token()).with("Wait-For-Position", writer.position());
            long begin = System.nanoTime();
            reader.get("/api/v1/memberships/" + id).expect(200);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        LOG.info("{} reads, p50 {} ms, p99 {} ms", times, nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6);
    }

    /** One of each side at once; in a long run each node by itself, round after round. */
    private static List<List<Integer>> turns(List<Integer> inShort) {
        if (ROUNDS == 0) return List.of(inShort);
        return Stream.generate(() -> List.of(List.of(0), List.of(1), List.of(2), List.of(3)))
                .limit(ROUNDS)
                .flatMap(List::stream)
                .toList();
    }

    /** Ends nodes, and waits until they are back. */
    private static void end(List<Integer> turn, Consumer<NodeProcess> how) throws IOException {
        List<NodeProcess> before = turn.stream().map(cluster::node).toList();
        before.forEach(how);
        for (int i = 0; i < turn.size(); i++) {
            int node = turn.get(i);
            NodeProcess ended = before.get(i);
            until(() -> cluster.node(node) != ended && cluster.node(node).answers());
            long used = usedByNginx(ended.port());
            until(() -> nginx == null || usedByNginx(ended.port()) > used);
        }
    }

    /** How often nginx had an answer from the node; it leaves one that refused alone for a while. */
    private static long usedByNginx(int port) throws IOException {
        if (nginx == null) return 0;
        try (Stream<String> lines = Files.lines(folder.resolve("nginx/log"))) {
            return lines.filter(line -> line.contains("\"node\":\"127.0.0.1:" + port + "\",\"status\":2"))
                    .count();
        }
    }

    /** A sign-up waits for the owner of the read model, and a checkout for a process. */
    private static void assertTakenOver() {
        long begin = System.nanoTime();
        until(() -> visitor()
                .signUp("Fan")
                .post("/api/v1/payments/checkout", Map.of("type", "exclusive_post", "entityId", shop.soldPost()))
                .response()
                .body()
                .contains("\"paymentUrl\":\"http"));
        Duration lasted = Duration.ofNanos(System.nanoTime() - begin);
        LOG.info("taken over after {} ms", lasted.toMillis());
        if (ROUNDS > 0) assertThat(lasted).isLessThan(TAKEN_OVER);
    }

    private static void awaitMore(Load load, int writes) {
        int before = load.acknowledged.size();
        until(() -> load.acknowledged.size() >= before + writes);
    }

    /** In the log and in the tables; any node tells of the replay that says so of all tables. */
    private static void assertStoredOnce(Load load) throws Exception {
        Drained.await(DATABASE);
        assertThat(load.acknowledged).isNotEmpty();
        assertThat(count(NOT_ONCE, (Object) load.acknowledged.toArray(UUID[]::new)))
                .isZero();
        JsonNode replay = Replays.run(visitor().signIn(Nodes.ADMIN, Nodes.PASSWORD));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("SUCCEEDED");
        assertThat(replay.at("/report/differences").asInt())
                .as(replay.toString())
                .isZero();
    }

    private static long count(String query, Object... values) {
        return JdbcClient.create(DATABASE)
                .sql(query)
                .params(values)
                .query(Long.class)
                .single();
    }

    private static Api visitor() {
        return new Api(cluster.url());
    }

    private static Api node(int i) {
        return new Api("http://localhost:" + cluster.node(i).port());
    }
}

package io.desifans.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What readers notice of a rebuild that runs in the application itself, and of the swap at its end. */
final class ReadsMeanwhile {

    private static final int PER_SECOND = 200;
    private static final int CLIENTS = 16;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS_BEFORE = 5;
    private static final String ADMIN = "\"email\":\"admin@bench.test\",\"password\":\"the admin's own\"";
    private static final String KEYS = "select id::text from read_model.%s order by md5(id::text) limit 200";

    /** The copies are nobody's business but the read model's: no process shall act on them. */
    private static final String NO_PROCESS_LOOKS_BACK = """
            update event_store.token set epoch = model.epoch, seq = model.seq
              from (select epoch, seq from event_store.token where name = 'read-models') as model""";

    private final Path app;
    private final Servers servers;
    private final Map<String, String> environment;

    /** @param environment that the application shares with who writes its log */
    ReadsMeanwhile(Path app, Servers servers, Map<String, String> environment) {
        this.app = app;
        this.servers = servers;
        this.environment = new HashMap<>(environment);
        this.environment.put("DESIFANS_FIRST_ADMIN_EMAIL", "admin@bench.test");
        this.environment.put("DESIFANS_FIRST_ADMIN_PASSWORD", "the admin's own");
    }

    Result measure(EmbeddedPostgres server, List<DomainEventMessage<?>> template, long seed, int events, int rounds)
            throws Exception {
        try (AppUnderTest first = AppUnderTest.start(app, servers.data(), environment, "")) {
            first.awaitReady();
        }
        String masterKey = Objects.requireNonNull(environment.get("DESIFANS_MASTER_KEY"));
        int stored;
        try (LongLog log = new LongLog(Servers.url(server), template, seed, masterKey)) {
            log.extend(events);
            stored = log.stored();
            log.follow();
            log.sql().sql(NO_PROCESS_LOOKS_BACK).update();
        }
        try (AppUnderTest running = AppUnderTest.start(app, servers.data(), environment, "")) {
            running.awaitReady();
            return measure(running, JdbcClient.create(server.getPostgresDatabase()), stored, rounds);
        }
    }

    private static Result measure(AppUnderTest running, JdbcClient sql, int events, int rounds) throws Exception {
        String admin = running.post("/api/auth/sign-in/email", "{" + ADMIN + "}");
        List<byte[]> reads = Stream.concat(
                        keys(sql, "post").map(id -> "/api/v1/posts/" + id),
                        keys(sql, "creator")
                                .flatMap(id ->
                                        Stream.of("/api/v1/creators/" + id, "/api/v1/creators/" + id + "/followers")))
                .map(path -> KeptConnection.get(path, admin))
                .toList();
        try (Readers readers = new Readers(running, reads)) {
            readers.millis(WARM_UP_SECONDS);
            rebuilt(running, admin, readers);
            List<Double> before = new ArrayList<>();
            List<Double> during = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            int asked = 0;
            for (int round = 0; round < rounds; round++) {
                before.add(Figures.p99(readers.millis(SECONDS_BEFORE)));
                List<Double> meanwhile = rebuilt(running, admin, readers);
                asked += meanwhile.size();
                during.add(Figures.p99(meanwhile));
                ratios.add(during.getLast() / before.getLast());
            }
            return new Result(
                    "b1",
                    "reads meanwhile, p99 of %d per s over HTTP".formatted(PER_SECOND),
                    "ms",
                    events,
                    new Figures(during),
                    new Figures(before),
                    Figures.median(ratios),
                    3.0,
                    5.0,
                    ("reference: the same reads before; judged: by so much more while the application that answers them rebuilds"
                                    + " its tables and swaps them; none of %,d failed")
                            .formatted(asked));
        }
    }

    private static Stream<String> keys(JdbcClient sql, String table) {
        return sql.sql(KEYS.formatted(table)).query(String.class).list().stream();
    }

    /** Milliseconds of the reads from when a rebuild was asked for until it had ended. */
    private static List<Double> rebuilt(AppUnderTest running, String admin, Readers readers)
            throws InterruptedException, ExecutionException {
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<List<Double>> reading = beside.submit(() -> {
                List<Double> all = new ArrayList<>();
                while (!ended.get()) all.addAll(readers.millis(1));
                return all;
            });
            try {
                String location =
                        Objects.requireNonNull(running.request("POST", "/api/v1/audit/rebuilds?swap=equal", "{}", admin)
                                .location());
                String path = location.substring(location.indexOf("/api/"));
                String told;
                do {
                    TimeUnit.MILLISECONDS.sleep(100);
                    told = running.request("GET", path, "", admin).body();
                } while (told.contains("\"state\":\"RUNNING\""));
                if (!told.contains("\"differences\":0,")) throw new IllegalStateException(told);
            } finally {
                ended.set(true);
            }
            return reading.get();
        }
    }

    /** Clients that ask for one after the other, each time for something else. */
    private static final class Readers implements AutoCloseable {

        private final List<KeptConnection> connections;
        private final List<byte[]> reads;
        private final AtomicInteger next = new AtomicInteger();

        Readers(AppUnderTest running, List<byte[]> reads) {
            this.reads = reads;
            this.connections = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> new KeptConnection(running.base()))
                    .toList();
        }

        List<Double> millis(int seconds) throws InterruptedException {
            return FixedRate.millis(
                    CLIENTS,
                    PER_SECOND,
                    seconds,
                    client -> connections.get(client).ask(reads.get(next.getAndIncrement() % reads.size())));
        }

        @Override
        public void close() throws IOException {
            for (KeptConnection connection : connections) connection.close();
        }
    }
}

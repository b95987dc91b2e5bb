package io.desifans.app;

import io.desifans.test.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/** What every node of a test is told. */
final class Nodes {

    static final String ADMIN = "admin@example.test";
    static final String PASSWORD = "correct horse battery";

    private Nodes() {}

    /** Environment variables for nodes on this database. */
    static Map<String, String> settings(DataSource database) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                TestDatabase.url(database),
                "DESIFANS_MASTER_KEY",
                "291DMnfCbS46uzXkBPY4Jx7KumgKwluPDJTsc+FJHW4=",
                "DESIFANS_AUTH_SECRET",
                "pmFXpcYHgar6ToJP4a1fFGO3VezIdcnnEOR8HGYxKbM=",
                "DESIFANS_RATE_LIMITS",
                "false",
                "DESIFANS_FIRST_ADMIN_EMAIL",
                ADMIN,
                "DESIFANS_FIRST_ADMIN_PASSWORD",
                PASSWORD);
    }

    /** Waits until a node answers. */
    static void awaitReady(NodeProcess node) throws IOException {
        Instant begin = Instant.now();
        while (!answers(node)) {
            if (!node.isAlive() || Duration.between(begin, Instant.now()).toSeconds() > 180)
                throw new IllegalStateException("not ready:\n" + Files.readString(node.log()));
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean answers(NodeProcess node) {
        try {
            return new Api("http://localhost:" + node.port())
                            .get("/actuator/health/liveness")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Waits until it holds; while it throws, it does not. */
    static void until(Callable<Boolean> condition) {
        long begin = System.nanoTime();
        while (!holds(condition)) {
            if (Duration.ofNanos(System.nanoTime() - begin).toSeconds() > 120)
                throw new IllegalStateException("waits in vain");
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception | AssertionError notYet) {
            return false;
        }
    }

    /** Does all of it at the same time. */
    static <T> List<T> atOnce(int times, IntFunction<Callable<T>> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) futures.add(threads.submit(task.apply(i)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) results.add(future.get());
            return results;
        }
    }
}

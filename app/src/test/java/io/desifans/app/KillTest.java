package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kills the application at random moments under writes. What was acknowledged is there once, afterwards and in a replay. */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

    private static final int KILLS = Integer.getInteger("desifans.kills", 3);
    private static final int WRITERS = 8;
    private static final Map<String, String> ADMIN = Map.of(
            "DESIFANS_FIRST_ADMIN_EMAIL", "admin@example.test",
            "DESIFANS_FIRST_ADMIN_PASSWORD", "correct horse battery");

    @TempDir
    Path data;

    /** Memberships whose creation was acknowledged. The list outlives the killed process: it is the client's journal. */
    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();

    /** How often the creator's name was changed for certain: the user has a long history, of which snapshots are taken. */
    private volatile int renamed;

    @Test
    void every_acknowledged_write_survives_kill_9_exactly_once() throws Exception {
        Random moments = new Random(Long.getLong("desifans.seed", 20260301));
        int port = Ports.free();
        String token = null;
        for (int kill = 0; kill <= KILLS; kill++) {
            try (AppProcess app = AppProcess.start(data, port, ADMIN, "--empty")) {
                app.awaitReady();
                Api creator = new Api(app.uri("").toString());
                if (token == null) {
                    token = creator.signUp("Asha").onboarded("asha").token();
                }
                if (kill == KILLS) {
                    verify(app, token);
                } else {
                    writeUntilKilled(app, token, moments.nextInt(500, 2500));
                }
            }
        }
    }

    private void writeUntilKilled(AppProcess app, String token, long afterMillis) throws Exception {
        int before = acknowledged.size();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().start(() -> {
                Api creator = new Api(app.uri("").toString()).bearer(token);
                while (offer(creator)) {}
            }));
        }
        writers.add(Thread.ofPlatform().start(() -> rename(new Api(app.uri("").toString()).bearer(token))));
        Nodes.until(() -> acknowledged.size() > before); // the load is on
        writers.getFirst().join(Duration.ofMillis(afterMillis));
        app.kill();
        for (Thread writer : writers) writer.join(TimeUnit.SECONDS.toMillis(30));
    }

    private boolean offer(Api creator) {
        UUID id = UUID.randomUUID();
        try {
            var membership =
                    Map.of("membershipId", id, "title", "Tier", "description", "d", "monthlyRecurringFee", 100);
            if (creator.post("/api/v1/memberships", membership).status() == 201) acknowledged.add(id);
            return true;
        } catch (RuntimeException connectionLost) {
            return false;
        }
    }

    private void rename(Api creator) {
        try {
            while (creator.post("/api/auth/update-user", Map.of("name", "Asha " + (renamed + 1)))
                            .status()
                    == 200) renamed++;
        } catch (RuntimeException connectionLost) {
            assertThat(renamed).isNotNegative();
        }
    }

    private void verify(AppProcess app, String token) throws Exception {
        Api creator = new Api(app.uri("").toString()).bearer(token);
        Api auditor = new Api(app.uri("").toString()).signIn("admin@example.test", "correct horse battery");
        assertThat(creator.get("/api/auth/get-session").json().at("/user/name").asString())
                .isIn("Asha " + renamed, "Asha " + (renamed + 1));
        for (UUID id : acknowledged) {
            creator.get("/api/v1/memberships/" + id).expect(200);
            assertThat(auditor.get("/api/v1/audit/events?aggregate=" + id)
                            .expect(200)
                            .json()
                            .get("items"))
                    .as("events of " + id)
                    .hasSize(1);
        }
        try (AppProcess replay = AppProcess.start(data, app.port, "replay")) {
            assertThat(replay.awaitExit()).as(replay.output()).isZero();
        }
    }
}

package io.desifans.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Writes over HTTP by many clients at once, each in a session of its own, validated, and with a key that makes them safe to
 * repeat, against as many clients of pgbench that store the identical rows.
 */
final class CommandsOverHttp {

    private static final int CLIENTS = 16;
    private static final int SECONDS = 4;

    private final AppUnderTest app;
    private final DataSource database;
    private final int port;
    private final List<String> sessions = new ArrayList<>();
    private final int[] turns = new int[CLIENTS];

    /** @param port of the application's database */
    CommandsOverHttp(AppUnderTest app, DataSource database, int port) {
        this.app = app;
        this.database = database;
        this.port = port;
    }

    Result measure(Rounds rounds) throws IOException, InterruptedException {
        for (int client = 0; client < CLIENTS; client++) sessions.add(Shop.signUp(app, "writer" + client));
        int seconds = rounds.seconds(SECONDS);
        WarmUp.of(rounds, this::perSecond);
        Optional<Pgbench> pgbench = Pgbench.installed();
        var row = new IdenticalRow(database, port);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round("a3", database, () -> perSecond(seconds)));
            if (pgbench.isEmpty()) continue;
            theirs.add(rounds.round("a3", database, () -> row.perSecond(pgbench.get(), CLIENTS, seconds)));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        boolean compared = pgbench.isPresent();
        return new Result(
                "a3",
                "commands over HTTP, each in a session and with an idempotency key, " + CLIENTS + " clients",
                "per s",
                0,
                new Figures(ours),
                compared ? new Figures(theirs) : null,
                compared ? Figures.median(ratios) : null,
                compared ? 0.40 : null,
                compared ? 0.25 : null,
                compared ? Throughput.NOTE : Throughput.NOT_JUDGED);
    }

    private double perSecond(int seconds) throws IOException, InterruptedException {
        List<KeptConnection> connections = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new KeptConnection(app.base()))
                .toList();
        try {
            return ClosedLoop.perSecond(
                    CLIENTS, seconds, client -> connections.get(client).ask(request(client)));
        } finally {
            for (KeptConnection connection : connections) connection.close();
        }
    }

    /** Each says something else than the one before, or nothing would happen. */
    private byte[] request(int client) {
        boolean enabled = turns[client]++ % 2 == 1;
        return KeptConnection.request(
                "PUT",
                "/api/v1/notification-preference",
                sessions.get(client),
                "{\"enabled\":" + enabled + "}",
                "Idempotency-Key: " + UUID.randomUUID());
    }
}

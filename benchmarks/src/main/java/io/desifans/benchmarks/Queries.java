package io.desifans.benchmarks;

import io.desifans.benchmarks.LoggedStatements.Executed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Reads over HTTP by some clients at once, against as many of pgbench that execute the very statement of the read, with
 * the same parameters, and nothing else.
 */
final class Queries {

    private static final int CLIENTS = 8;
    private static final int SECONDS = 2;
    private static final int WARM_UP_SECONDS = 8;
    private static final Executed NOTHING = new Executed("select 1", List.of());
    private static final String NOTE =
            "reference: pgbench, the statement of the read alone, prepared, with its own parameters,"
                    + " as many clients; judged: the median of the ratios";

    private final AppUnderTest app;
    private final Shop shop;
    private final LoggedStatements statements;
    private final DataSource database;
    private final int port;

    /** @param port of the application's database */
    Queries(AppUnderTest app, Shop shop, LoggedStatements statements, DataSource database, int port) {
        this.app = app;
        this.shop = shop;
        this.statements = statements;
        this.database = database;
        this.port = port;
    }

    /** @param goal 0 where there is none */
    private record Read(
            String id,
            String what,
            byte[] request,
            Executed statement,
            double goal,
            double floor,
            List<Double> ours,
            List<Double> theirs) {}

    List<Result> measure(Rounds rounds) throws IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.installed();
        List<Read> reads = List.of(oneRow(), page(), nothing());
        for (Read read : reads) perSecond(read.request(), WARM_UP_SECONDS);
        for (int round = 0; round < rounds.number(); round++)
            for (Read read : reads) {
                read.ours().add(rounds.round(read.id(), database, () -> perSecond(read.request(), SECONDS)));
                if (pgbench.isPresent())
                    read.theirs()
                            .add(rounds.round(
                                    read.id(),
                                    database,
                                    () -> pgbench.get().perSecond(port, read.statement(), CLIENTS, SECONDS)));
            }
        return reads.stream().map(Queries::result).toList();
    }

    private Read oneRow() throws IOException, InterruptedException {
        byte[] request = KeptConnection.get(shop.service(), "");
        return read("c1", "GET of one row by its key, unpinned", request, "\"durationMinutes\"", 0.35, 0.20);
    }

    private Read page() throws IOException, InterruptedException {
        return read(
                "c2",
                "GET of the feed's second page of 20, in a session, unpinned",
                secondPage(app, shop),
                "\"candidate\"",
                0.80,
                0.65);
    }

    /** Of the feed: the second, so that the key of the last row before it takes part. */
    static byte[] secondPage(AppUnderTest app, Shop shop) {
        String feed = "/api/v1/feed?limit=20";
        String cursor = app.request("GET", feed, "", shop.fan())
                .body()
                .replaceFirst("(?s).*\"nextCursor\":\"([^\"]+)\".*", "$1");
        return KeptConnection.get(feed + "&cursor=" + cursor, shop.fan());
    }

    private static Read nothing() {
        byte[] request = KeptConnection.get("/api/auth/ok", "");
        return new Read(
                "null", "an answer without any work", request, NOTHING, 0, 0, new ArrayList<>(), new ArrayList<>());
    }

    private Read read(String id, String what, byte[] request, String words, double goal, double floor)
            throws IOException, InterruptedException {
        Executed statement;
        try (KeptConnection connection = new KeptConnection(app.base())) {
            statement = statements.during(() -> connection.ask(request), words);
        }
        return new Read(id, what, request, statement, goal, floor, new ArrayList<>(), new ArrayList<>());
    }

    private double perSecond(byte[] request, int seconds) throws IOException, InterruptedException {
        List<KeptConnection> connections = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new KeptConnection(app.base()))
                .toList();
        try {
            return ClosedLoop.perSecond(
                    CLIENTS, seconds, client -> connections.get(client).ask(request));
        } finally {
            for (KeptConnection connection : connections) connection.close();
        }
    }

    private static Result result(Read read) {
        boolean compared = !read.theirs().isEmpty();
        boolean judged = compared && read.goal() > 0;
        List<Double> ratios = IntStream.range(0, read.theirs().size())
                .mapToObj(round -> read.ours().get(round) / read.theirs().get(round))
                .toList();
        return new Result(
                read.id(),
                read.what() + ", " + CLIENTS + " clients",
                "per s",
                0,
                new Figures(read.ours()),
                compared ? new Figures(read.theirs()) : null,
                compared ? Figures.median(ratios) : null,
                judged ? read.goal() : null,
                judged ? read.floor() : null,
                judged
                        ? NOTE
                        : compared ? "reference: pgbench, select 1" : "not judged, because pgbench is not installed");
    }
}

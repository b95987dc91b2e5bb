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
final class Reads {

    private static final int CLIENTS = 16;
    private static final int SECONDS = 2;

    private static final String REFERENCE =
            "reference: pgbench, the statement of the read alone, prepared, with its own parameters, as many clients";

    private final AppUnderTest app;
    private final LoggedStatements statements;
    private final DataSource database;
    private final int port;

    /** @param port of the application's database */
    Reads(AppUnderTest app, LoggedStatements statements, DataSource database, int port) {
        this.app = app;
        this.statements = statements;
        this.database = database;
        this.port = port;
    }

    /**
     * @param share of what pgbench does that the reference is
     * @param goal of the rate as a part of the reference's; 0 where there is none
     */
    record Read(
            String id,
            String what,
            byte[] request,
            Executed statement,
            double share,
            double goal,
            double floor,
            String note,
            List<Double> ours,
            List<Double> theirs) {

        static Read of(String id, String what, byte[] request, Executed statement, double goal, double floor) {
            return new Read(
                    id,
                    what,
                    request,
                    statement,
                    1,
                    goal,
                    floor,
                    REFERENCE + "; judged: the median of the ratios",
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        /** Against what another server makes of it, which cannot be had here. */
        Read against(double share, String whose) {
            String note = REFERENCE + ", of which %.2f is %s; judged: the median of the ratios".formatted(share, whose);
            return new Read(id, what, request, statement, share, goal, floor, note, ours, theirs);
        }

        /** Without a goal. @param why it has none */
        Read reported(String why) {
            return new Read(id, what, request, statement, share, 0, 0, REFERENCE + "; reported: " + why, ours, theirs);
        }

        private Result result() {
            boolean compared = !theirs.isEmpty();
            boolean judged = compared && goal > 0;
            List<Double> ratios = IntStream.range(0, theirs.size())
                    .mapToObj(round -> ours.get(round) / theirs.get(round))
                    .toList();
            return new Result(
                    id,
                    what + ", " + CLIENTS + " clients",
                    "per s",
                    0,
                    new Figures(ours),
                    compared ? new Figures(theirs) : null,
                    compared ? Figures.median(ratios) : null,
                    judged ? goal : null,
                    judged ? floor : null,
                    compared ? note : Throughput.NOT_JUDGED);
        }
    }

    /** The statement with these words in it that a read executes. */
    Executed statement(byte[] request, String words) throws IOException, InterruptedException {
        try (KeptConnection connection = new KeptConnection(app.base())) {
            return statements.during(() -> connection.ask(request), words);
        }
    }

    /** The same read by who has its answer already. */
    byte[] revalidation(String path, String token) throws IOException {
        try (KeptConnection connection = new KeptConnection(app.base())) {
            String tag = connection.ask(KeptConnection.get(path, token)).header("ETag");
            if (tag == null) throw new IllegalStateException(path + " is answered without an ETag");
            byte[] request = KeptConnection.get(path, token, "If-None-Match: " + tag);
            int status = connection.ask(request).status();
            if (status != 304) throw new IllegalStateException(path + " is answered with " + status);
            return request;
        }
    }

    List<Result> measure(Rounds rounds, List<Read> reads) throws IOException, InterruptedException {
        Optional<Pgbench> pgbench = Pgbench.installed();
        for (Read read : reads) WarmUp.of(rounds, seconds -> perSecond(read.request(), seconds));
        for (int round = 0; round < rounds.number(); round++)
            for (Read read : reads) {
                read.ours()
                        .add(rounds.round(
                                read.id(), database, () -> perSecond(read.request(), rounds.seconds(SECONDS))));
                if (pgbench.isPresent())
                    read.theirs()
                            .add(read.share()
                                    * rounds.round(
                                            read.id(),
                                            database,
                                            () -> pgbench.get()
                                                    .perSecond(
                                                            port, read.statement(), CLIENTS, rounds.seconds(SECONDS))));
            }
        return reads.stream().map(Read::result).toList();
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
}

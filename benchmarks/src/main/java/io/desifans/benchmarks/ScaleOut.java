package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the rate of commands on fewer and on more cores is what it should be: the cores through the processor time that a
 * command takes of the application and of the database, but no more than the connections bring to the disk.
 */
final class ScaleOut {

    private static final int THREADS = 16;
    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 8;
    private static final double GOAL = 0.25;

    private final CommandsInProcess side;
    private final OthersWork work;
    private final Path database;
    private final int port;

    /**
     * @param work tells the processor time of this process and its database
     * @param port of the database
     */
    ScaleOut(CommandsInProcess side, OthersWork work, int port) {
        this.side = side;
        this.work = work;
        this.port = port;
        this.database = Path.of(JdbcClient.create(side.database())
                .sql("show data_directory")
                .query(String.class)
                .single());
    }

    /** @param perSecond commands; @param seconds of processor time that each took */
    private record Measured(double perSecond, double seconds) {}

    List<Result> measure(Rounds rounds) throws IOException, InterruptedException {
        int all = Cores.ofMachine();
        side.followed(false);
        commands(WARM_UP_SECONDS);
        double connections = connections();
        List<Result> results = new ArrayList<>();
        double seconds = 0;
        try {
            for (int cores = 1; cores <= all; cores *= 2) {
                Cores.keepTo(cores, database);
                commands(1);
                List<Double> rates = new ArrayList<>();
                List<Double> costs = new ArrayList<>();
                for (int round = 0; round < rounds.number(); round++) {
                    Measured measured = rounds.round("g", side.database(), () -> measured(rounds.seconds(SECONDS)));
                    rates.add(measured.perSecond());
                    costs.add(measured.seconds());
                }
                if (cores == 1) seconds = Figures.median(costs);
                results.add(result(cores, new Figures(rates), Math.min(cores / seconds, connections)));
            }
        } finally {
            Cores.keepTo(all, database);
            side.followed(true);
        }
        return results;
    }

    /** What as many connections as there are threads would bring to the disk if nothing else were needed. */
    private double connections() throws IOException, InterruptedException {
        var pgbench = Pgbench.installed();
        if (pgbench.isEmpty()) return Double.POSITIVE_INFINITY;
        return new IdenticalRow(side.database(), port).perSecond(pgbench.get(), THREADS, SECONDS);
    }

    private Measured measured(int seconds) throws IOException, InterruptedException {
        OthersWork.Taken before = work.now();
        double perSecond = commands(seconds);
        OthersWork.Taken after = work.now();
        double commands = perSecond * (after.atNanos() - before.atNanos()) / 1e9;
        return new Measured(perSecond, OthersWork.seconds(after.byUs() - before.byUs()) / commands);
    }

    private double commands(int seconds) throws InterruptedException {
        return ClosedLoop.perSecond(THREADS, seconds, side::open);
    }

    private static Result result(int cores, Figures rates, double model) {
        return new Result(
                "g",
                "commands that each create an aggregate, " + THREADS + " threads, with " + cores + " of the cores",
                "per s",
                0,
                rates,
                new Figures(List.of(model)),
                Math.abs(model / rates.median() - 1),
                GOAL,
                2 * GOAL,
                "reference: the model of scaling out, its constants from one core and from pgbench; judged: by how much it is wrong");
    }
}

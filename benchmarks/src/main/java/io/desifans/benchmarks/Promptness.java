package io.desifans.benchmarks;

import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The slowest of a hundred commands at a fixed rate that leaves room, against as many raw inserts of the identical row. */
final class Promptness {

    private static final int THREADS = 16;
    private static final int SECONDS = 4;
    private static final int WARM_UP_SECONDS = 6;
    private static final double LOAD = 0.7;

    private final CommandsInProcess side;

    Promptness(CommandsInProcess side) {
        this.side = side;
    }

    List<Result> measure(Rounds rounds, IdenticalRow row) throws IOException, InterruptedException {
        var pgbench = Pgbench.installed();
        ClosedLoop.perSecond(THREADS, WARM_UP_SECONDS, this::create);
        double rate = LOAD * ClosedLoop.perSecond(THREADS, SECONDS, this::create);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round(
                    "a5", side.database(), () -> Figures.p99(FixedRate.millis(THREADS, rate, SECONDS, this::create))));
            if (pgbench.isEmpty()) continue;
            theirs.add(rounds.round(
                    "a5", side.database(), () -> Figures.p99(row.millis(pgbench.get(), THREADS, rate, SECONDS))));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        boolean compared = pgbench.isPresent();
        String what = "commands that each create an aggregate, %.0f per s, %.1f of what %d threads can do, p99"
                .formatted(rate, LOAD, THREADS);
        return List.of(
                new Result(
                        "a5",
                        what,
                        "ms",
                        0,
                        new Figures(ours),
                        compared ? new Figures(theirs) : null,
                        compared ? Figures.median(ratios) : null,
                        compared ? 3.0 : null,
                        compared ? 5.0 : null,
                        compared
                                ? "reference: pgbench at that rate, the identical row, as many clients, each from when it was"
                                        + " due; judged: the median of the ratios"
                                : Throughput.NOT_JUDGED),
                new Result(
                        "a5",
                        what + ", in itself",
                        "ms",
                        0,
                        new Figures(ours),
                        null,
                        null,
                        15.0,
                        25.0,
                        "the suite has a floor for the ratio alone, so this one's is as far from the goal"));
    }

    private void create(int thread) {
        side.sendAsSystem(new OpenConversation(UUID.randomUUID(), "creator" + thread, "fan" + thread));
    }
}

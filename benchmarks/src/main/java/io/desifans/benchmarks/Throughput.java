package io.desifans.benchmarks;

import io.desifans.identity.command.UserCommand.UpdateProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Commands of many threads at once, against as many clients of pgbench that store the identical rows. */
final class Throughput {

    private static final int THREADS = 16;
    private static final int SECONDS = 4;

    private static final int USERS_OF_A_THREAD = 20;

    static final String NOTE =
            "reference: pgbench, the identical row, as many clients; judged: the median of the ratios";
    static final String FOLLOWED = "reported; the rows of the reference are read by nobody";
    static final String NOT_JUDGED = "not judged, because pgbench is not installed";

    private final CommandsInProcess side;
    private final int port;
    private final List<String> users = new ArrayList<>();
    private final int[] turns = new int[THREADS];

    /** @param port of the database in which the log of the side is */
    Throughput(CommandsInProcess side, int port) {
        this.side = side;
        this.port = port;
    }

    /**
     * @param goal of the rate as a part of the reference's
     * @param command is told which thread sends it, from 0
     */
    private record Load(String id, String what, double goal, double floor, IntConsumer command) {

        Load whileFollowed() {
            return new Load(id, what + " while all processes follow", goal, floor, command);
        }
    }

    List<Result> measure(Rounds rounds, Wanted wanted) throws IOException, InterruptedException {
        for (int user = 0; wanted.any("a2") && user < THREADS * USERS_OF_A_THREAD; user++) {
            users.add("busy" + user);
            side.register(users.getLast());
        }
        var row = new IdenticalRow(side.database(), port);
        Optional<Pgbench> pgbench = Pgbench.installed();
        List<Result> results = new ArrayList<>();
        for (Load load : List.of(
                new Load("a1", "commands that each create an aggregate", 0.70, 0.50, side::open),
                new Load("a2", "commands on aggregates in memory", 0.65, 0.45, this::update))) {
            if (!wanted.any(load.id())) continue;
            side.followed(false);
            results.add(measure(load, rounds, row, pgbench, NOTE));
            side.followed(true);
            if (!rounds.areFew()) results.add(measure(load.whileFollowed(), rounds, row, Optional.empty(), FOLLOWED));
        }
        return results;
    }

    private Result measure(Load load, Rounds rounds, IdenticalRow row, Optional<Pgbench> pgbench, String note)
            throws IOException, InterruptedException {
        int seconds = rounds.seconds(SECONDS);
        WarmUp.of(rounds, some -> ClosedLoop.perSecond(THREADS, some, load.command()));
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(rounds.round(
                    load.id(), side.database(), () -> ClosedLoop.perSecond(THREADS, seconds, load.command())));
            if (pgbench.isEmpty()) continue;
            theirs.add(rounds.round(load.id(), side.database(), () -> row.perSecond(pgbench.get(), THREADS, seconds)));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        boolean compared = pgbench.isPresent();
        return new Result(
                load.id(),
                load.what() + ", " + THREADS + " threads",
                "per s",
                0,
                new Figures(ours),
                compared ? new Figures(theirs) : null,
                compared ? Figures.median(ratios) : null,
                compared ? load.goal() : null,
                compared ? load.floor() : null,
                compared || note.equals(FOLLOWED) ? note : NOT_JUDGED);
    }

    private void update(int thread) {
        int turn = turns[thread]++;
        String user = users.get(thread * USERS_OF_A_THREAD + turn % USERS_OF_A_THREAD);
        side.send(new UpdateProfile(user, "Name " + turn, null, false), user);
    }
}

package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long it takes from the start of the script until the application says that it is ready, its data being there. */
final class Starts {

    private static final String CORES = "0,1";
    private static final double GOAL_SECONDS = 4;

    private Starts() {}

    static Result measure(Path run, Path data, int rounds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        Pgbench.onPath("taskset").ifPresent(taskset -> command.addAll(List.of(taskset.toString(), "-c", CORES)));
        boolean pinned = !command.isEmpty();
        command.add(run.toAbsolutePath().toString());
        AppUnderTest.start(command, data, Map.of(), "").close();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long since = System.nanoTime();
            try (AppUnderTest app = AppUnderTest.start(command, data, Map.of(), "")) {
                app.awaitReady();
                seconds.add((System.nanoTime() - since) / 1e9);
            }
        }
        return new Result(
                "f3",
                "from the start to ready, with its own PostgreSQL, on " + (pinned ? "two cores" : "all cores"),
                "s",
                0,
                new Figures(seconds),
                null,
                null,
                GOAL_SECONDS,
                2 * GOAL_SECONDS,
                "the script, the database and both sides; on a data folder that an earlier start has made");
    }
}

package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who may use which cores: all of them everyone, or one half the databases and the other the application and its load. */
record Cores(boolean pinned) {

    String mode() {
        return pinned ? "pinned" : "unpinned";
    }

    /** This process, and all that it starts from now on, keep to the second half. */
    void takeOwn() throws IOException, InterruptedException {
        if (pinned) pin(ProcessHandle.current().pid(), ofMachine() / 2, ofMachine());
    }

    /** The processes of a database that runs keep to the first half, and all that it starts. @param data its folder */
    void giveTo(Path data) throws IOException, InterruptedException {
        if (pinned) pinDatabase(data, 0, ofMachine() / 2);
    }

    private static void pinDatabase(Path data, int from, int to) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        for (ProcessHandle process :
                Stream.concat(Stream.of(server), server.descendants()).toList())
            if (process.isAlive()) pin(process.pid(), from, to);
    }

    /** This process and a database that runs share so many of the cores. @param data folder of the database */
    static void keepTo(int cores, Path data) throws IOException, InterruptedException {
        pin(ProcessHandle.current().pid(), 0, cores);
        pinDatabase(data, 0, cores);
    }

    /** As the machine has them, whatever this process keeps to. */
    static int ofMachine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return (int) lines.filter(line -> line.matches("cpu\\d.*")).count();
        }
    }

    private static void pin(long process, int from, int to) throws IOException, InterruptedException {
        Path taskset = Pgbench.onPath("taskset")
                .orElseThrow(() -> new IllegalStateException("nothing can be pinned without taskset"));
        String cores = IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Process pinning = new ProcessBuilder(List.of(taskset.toString(), "-acp", cores, Long.toString(process)))
                .redirectErrorStream(true)
                .start();
        String said = new String(pinning.getInputStream().readAllBytes());
        if (pinning.waitFor() != 0 && ProcessHandle.of(process).isPresent())
            throw new IllegalStateException("taskset: " + said);
    }
}

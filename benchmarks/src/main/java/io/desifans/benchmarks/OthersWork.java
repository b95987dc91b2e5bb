package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How much of the machine's cores was taken by processes that are none of this run's. */
final class OthersWork {

    private static final Path PROC = Path.of("/proc");
    private static final int TICKS_PER_SECOND = 100;

    private final String folder;

    /** @param data folder that stands in the command lines of the databases of this run, whose parents are gone */
    OthersWork(Path data) {
        this.folder = data.toString();
    }

    /** Processor time since the machine's start, in ticks. */
    record Taken(long byAll, long byUs, long atNanos) {

        /** The share of all cores that others had between the two. */
        double shareUntil(Taken later) {
            double seconds = (later.atNanos - atNanos) / 1e9;
            double others = (later.byAll - byAll) - (later.byUs - byUs);
            return Math.max(0, others / TICKS_PER_SECOND / seconds)
                    / Runtime.getRuntime().availableProcessors();
        }
    }

    /** Of processor time in ticks. */
    static double seconds(long ticks) {
        return (double) ticks / TICKS_PER_SECOND;
    }

    /** All zero on a machine that does not tell. */
    Taken now() {
        try {
            return Files.isReadable(PROC.resolve("stat"))
                    ? new Taken(byAll(), byUs(), System.nanoTime())
                    : new Taken(0, 0, System.nanoTime());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long byAll() throws IOException {
        String[] ticks =
                Files.readAllLines(PROC.resolve("stat")).getFirst().strip().split(" +");
        long busy = 0;
        for (int i = 1; i <= 7; i++) if (i != 4 && i != 5) busy += Long.parseLong(ticks[i]);
        return busy;
    }

    /** Of this process, of the databases, and of all that they have started and waited for. */
    private long byUs() throws IOException {
        Map<Long, String[]> processes = new HashMap<>();
        Set<Long> ours = new HashSet<>(Set.of(ProcessHandle.current().pid()));
        List<Path> folders;
        try (Stream<Path> all = Files.list(PROC)) {
            folders = all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList();
        }
        for (Path process : folders) read(process, processes, ours);
        for (int before = 0; before < ours.size(); ) {
            before = ours.size();
            processes.forEach((id, stat) -> {
                if (ours.contains(Long.parseLong(stat[1]))) ours.add(id);
            });
        }
        return processes.entrySet().stream()
                .filter(process -> ours.contains(process.getKey()))
                .mapToLong(process -> ticks(process.getValue()))
                .sum();
    }

    /** Its state, its parent and so on, from after its name. One that has ended meanwhile is left out. */
    private void read(Path process, Map<Long, String[]> processes, Set<Long> ours) throws IOException {
        try {
            String stat = Files.readString(process.resolve("stat"));
            long id = Long.parseLong(process.getFileName().toString());
            processes.put(id, stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            if (Files.readString(process.resolve("cmdline")).contains(folder)) ours.add(id);
        } catch (IOException e) {
            if (Files.exists(process)) throw e;
        }
    }

    private static long ticks(String[] stat) {
        long ticks = 0;
        for (int i = 11; i <= 14; i++) ticks += Long.parseLong(stat[i]);
        return ticks;
    }
}

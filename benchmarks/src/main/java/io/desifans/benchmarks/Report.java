package io.desifans.benchmarks;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results, with the machine and the settings they hold for.
 *
 * @param mode whether the database had cores of its own
 * @param skipped why ids were not measured
 * @param disturbed ids that were measured while others used the machine
 */
record Report(
        String started,
        String commit,
        double load,
        Map<String, String> settings,
        String mode,
        List<Result> results,
        Map<String, String> skipped,
        Set<String> disturbed) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static double currentLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** What the disk makes of a commit at best. */
    static double forcedWrite(Path folder) throws IOException {
        List<Double> times = new ArrayList<>();
        try (FileChannel file = FileChannel.open(folder.resolve("forced"), CREATE, WRITE)) {
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                file.write(ByteBuffer.allocate(8192));
                file.force(false);
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        return Figures.median(times);
    }

    String json() {
        return JSON.writeValueAsString(Map.of(
                        "schema",
                        1,
                        "commit",
                        commit,
                        "started",
                        started,
                        "machine",
                        Map.of("cpus", cpus(), "model", model(), "memMiB", memory(), "load1", load),
                        "software",
                        Map.of("jdk", Runtime.version().toString(), "axon", "4.13.0"),
                        "settings",
                        settings,
                        "results",
                        results.stream().map(this::row).toList(),
                        "skipped",
                        skipped))
                + "\n";
    }

    private Map<String, @Nullable Object> row(Result result) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", result.id());
        row.put("what", result.what());
        row.put("mode", mode);
        row.put("unit", result.unit());
        row.put("events", result.events());
        Map<String, Object> contestants = new LinkedHashMap<>();
        contestants.put("ours", figures(result.ours()));
        if (result.reference() != null) contestants.put("reference", figures(result.reference()));
        row.put("contestants", contestants);
        row.put("judged", result.value());
        row.put("better", result.moreIsBetter() ? "higher" : "lower");
        row.put("goal", result.goal());
        row.put("floor", result.floor());
        row.put("verdict", verdict(result));
        row.put("note", result.note());
        return row;
    }

    private static Map<String, Object> figures(Figures figures) {
        return Map.of("rounds", figures.rounds(), "median", figures.median(), "mad", figures.mad());
    }

    String markdown() {
        StringBuilder page = new StringBuilder("""
                # Benchmarks

                Made by `bin/bench --publish`; all rounds stand in `target/bench/result.json`. Less is better, and more where the goal
                lies above the floor. The verdict of a quick run is indicative.

                | what | value |
                |---|---|
                """);
        row(
                page,
                "machine",
                cpus() + " × " + model() + ", " + memory() + " MiB, PostgreSQL and load on "
                        + (mode.equals("pinned") ? "a half of the cores each" : "the same cores"));
        row(page, "1-minute load at the start", "%.1f, by others".formatted(load));
        row(page, "JDK", Runtime.version().toString());
        settings.forEach((name, value) -> row(page, name, value));
        row(page, "commit, time", commit + ", " + started);
        page.append("\n| id | mode | what | events | ours | ± | reference | judged | goal | floor | verdict |\n");
        page.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Result r : results)
            row(
                    page,
                    r.id(),
                    mode,
                    r.what(),
                    r.events() == 0 ? "" : Integer.toString(r.events()),
                    number(r.ours().median()) + " " + r.unit(),
                    number(r.ours().mad()),
                    r.reference() == null ? "" : number(r.reference().median()),
                    number(r.value()),
                    r.goal() == null ? "" : number(r.goal()),
                    r.floor() == null ? "" : number(r.floor()),
                    verdict(r));
        skipped.forEach((id, why) -> row(page, id, mode, why, "", "", "", "", "", "", "", "skipped"));
        page.append('\n');
        results.stream()
                .filter(r -> !r.note().isEmpty())
                .map(r -> "- " + r.id() + ": " + r.note() + ".\n")
                .distinct()
                .forEach(page::append);
        return page.toString().replaceAll(" +\n", "\n");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells).strip()).append(" |\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }

    /** What was measured while others used the machine says little of ours. */
    private String verdict(Result result) {
        boolean byOthers = (load > 0.5 * cpus() || disturbed.contains(result.id()))
                && result.goal() != null
                && !result.unit().isEmpty();
        return byOthers ? "disturbed, " + result.verdict() : result.verdict();
    }

    /** Writes the table and the pictures. */
    void publish(Path docs) throws IOException {
        Path pictures = Files.createDirectories(docs.resolve("benchmarks"));
        Files.writeString(docs.resolve("BENCHMARKS.md"), markdown() + shown());
        for (var picture : pictures().entrySet())
            Files.writeString(pictures.resolve(picture.getKey() + ".svg"), picture.getValue());
    }

    private String shown() {
        StringBuilder shown = new StringBuilder();
        pictures()
                .keySet()
                .forEach(name ->
                        shown.append("\n![%s: every round is a point](benchmarks/%s.svg)\n".formatted(name, name)));
        return shown.toString();
    }

    /** By name, those for which anything was measured. */
    private Map<String, String> pictures() {
        Map<String, String> pictures = new LinkedHashMap<>();
        List<Result> rates = results.stream()
                .filter(result -> result.unit().endsWith("per s"))
                .toList();
        List<Result> times = results.stream()
                .filter(result -> result.unit().equals("ms") && result.events() == 0)
                .toList();
        Map<String, List<Result>> costs = results.stream()
                .filter(result -> result.unit().equals("ms") && result.events() > 0)
                .collect(Collectors.groupingBy(Result::what, LinkedHashMap::new, Collectors.toList()));
        List<List<Result>> curves =
                costs.values().stream().filter(line -> line.size() > 1).toList();
        if (!rates.isEmpty()) pictures.put("throughput", Plot.rows("Throughput", "per second; more is better", rates));
        if (!times.isEmpty()) pictures.put("latency", Plot.rows("Latency", "milliseconds; less is better", times));
        if (!curves.isEmpty()) pictures.put("cost", Plot.lines("Cost over stored events", "milliseconds, p50", curves));
        return pictures;
    }

    boolean meetsFloors() {
        return results.stream().noneMatch(result -> result.verdict().equals("missed"));
    }

    private static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static String model() {
        return of("/proc/cpuinfo", "model name").replaceFirst(".*: *", "").strip();
    }

    private static long memory() {
        String kib = of("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kib.isEmpty() ? 0 : Long.parseLong(kib) / 1024;
    }

    private static String of(String file, String start) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse("");
        } catch (IOException elsewhere) {
            return "";
        }
    }
}

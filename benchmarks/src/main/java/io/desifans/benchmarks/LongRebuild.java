package io.desifans.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rebuild as an operator starts it, in a process of its own with little memory, of a log and of one a tenth as long. */
final class LongRebuild {

    /** What the goals of {@code b4} are for. */
    static final int TEN_MILLION = 10_000_000;

    private static final Pattern SECONDS = Pattern.compile("(?m)^Replayed \\d+ events .* in ([0-9.]+) s,");
    private static final String MEMORY = "-Xmx512m";

    /** @param peakMiB the most that its process ever held of the machine's memory */
    private record Run(int events, double seconds, double peakMiB) {}

    private final Path run;
    private final Path folder;
    private final Map<String, String> environment;
    private final LongLog log;

    /**
     * @param run the script that starts it
     * @param folder for what it says
     * @param environment that leads it to the log
     */
    LongRebuild(Path run, Path folder, Map<String, String> environment, LongLog log) {
        this.run = run;
        this.folder = folder;
        this.environment = environment;
        this.log = log;
    }

    List<Result> measure(int events) throws IOException, InterruptedException {
        Run tenth = measured(events / 10);
        Run whole = measured(events);
        boolean judged = events >= TEN_MILLION;
        return List.of(
                result(
                        "b4",
                        "a rebuild of all tables with " + MEMORY,
                        "s",
                        whole,
                        whole.seconds(),
                        tenth.seconds(),
                        null,
                        judged ? 100.0 : null,
                        judged ? 250.0 : null,
                        "reference: a tenth of the log; judged only with %,d events".formatted(TEN_MILLION)),
                result(
                        "f1",
                        "resident memory of a rebuild with " + MEMORY + ", its peak",
                        "MiB",
                        whole,
                        whole.peakMiB(),
                        tenth.peakMiB(),
                        whole.peakMiB() / tenth.peakMiB(),
                        1.2,
                        1.5,
                        "reference: a tenth of the log; judged: the ratio"));
    }

    private static Result result(
            String id,
            String what,
            String unit,
            Run whole,
            double ours,
            double tenth,
            @Nullable Double ratio,
            @Nullable Double goal,
            @Nullable Double floor,
            String note) {
        Figures reference = new Figures(List.of(tenth));
        return new Result(
                id, what, unit, whole.events(), new Figures(List.of(ours)), reference, ratio, goal, floor, note);
    }

    private Run measured(int events) throws IOException, InterruptedException {
        log.extend(events);
        log.follow();
        log.sql().sql("checkpoint").update();
        Path said = folder.resolve("replay.log");
        ProcessBuilder builder = new ProcessBuilder(run.toAbsolutePath().toString(), "replay")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("DESIFANS_JAVA_OPTS", MEMORY);
        Process replay = builder.start();
        double peak = 0;
        try {
            while (!replay.waitFor(20, TimeUnit.MILLISECONDS)) peak = Math.max(peak, peakMiB(replay.pid()));
        } finally {
            replay.destroy();
        }
        Matcher seconds = SECONDS.matcher(Files.readString(said));
        if (replay.exitValue() != 0 || !seconds.find())
            throw new IllegalStateException("the rebuild found or met something, see " + said);
        return new Run(log.stored(), Double.parseDouble(seconds.group(1)), peak);
    }

    /** As far as the machine tells; 0 when it has just ended. */
    private static double peakMiB(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}

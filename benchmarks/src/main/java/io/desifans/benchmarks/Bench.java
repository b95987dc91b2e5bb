package io.desifans.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures against goals, in one command. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures, prints a table and writes target/bench/result.json.",
        footer = "Exit code: 0 all floors are met, 1 one is missed, 3 it could not run.")
public final class Bench implements Callable<Integer> {

    private static final int USUAL_EVENTS = 100_000;

    @Option(names = "--quick", description = "3 rounds instead of 5, and only what takes seconds.")
    private boolean quick;

    @Option(
            names = "--smoke",
            description =
                    "Quick, and only a1, b1 and c2, against half of their floors: for a machine shared with others.")
    private boolean smoke;

    @Option(names = "--only", split = ",", description = "Only these ids or groups of them, such as c1,histories.")
    private List<String> only = List.of();

    @Option(names = "--events", description = "The longest log that is rebuilt, 100,000 without it.")
    private @Nullable Integer events;

    @Option(names = "--long", description = "Only the rebuild of 10,000,000 events, or of as many as --events says.")
    private boolean longest;

    @Option(names = "--seed", description = "What the log to rebuild is made from.", defaultValue = "42")
    private long seed;

    @Option(names = "--keep", description = "Leave the databases and logs, and say where they are.")
    private boolean keep;

    @Option(names = "--publish", description = "Write docs/BENCHMARKS.md and its pictures as well.")
    private boolean publish;

    @Option(
            names = "--pinned",
            description = "PostgreSQL on half of the cores, the application and its load on the other half.")
    private boolean pinned;

    @Option(names = "--app", description = "The script that starts the application.", defaultValue = "run")
    private @Nullable Path app;

    @Option(names = "--commit", defaultValue = "unknown", hidden = true)
    private String commit = "";

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Bench())
                .setExitCodeExceptionMapper(failure -> 3)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Wanted wanted = Wanted.of(smoke ? Wanted.SMOKE : longest ? Wanted.TEN_MILLION : only, quick, pinned);
        int most = events != null ? events : longest ? LongRebuild.TEN_MILLION : USUAL_EVENTS;
        Cores cores = new Cores(pinned);
        cores.takeOwn();
        String started = Report.now();
        double load = Report.currentLoad();
        Path data = Files.createTempDirectory("desifans-bench");
        Rounds rounds = new Rounds(quick || smoke ? 3 : 5, new OthersWork(data));
        List<Result> results = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            settings.put("a forced write of 8 KiB, p50", "%.2f ms".formatted(Report.forcedWrite(data)));
            Suite suite =
                    new Suite(wanted, rounds, new Servers(data, settings, cores), most, seed, System.err::println);
            results.addAll(suite.inProcess());
            if (app != null) results.addAll(suite.overHttp(app));
        } finally {
            if (keep) System.err.println("Left in " + data);
            else deleteAll(data);
        }
        if (smoke) results.replaceAll(Result::onSharedMachine);
        Report report = new Report(
                started,
                commit,
                load,
                settings,
                cores.mode(),
                wanted.of(results),
                wanted.skipped(),
                rounds.disturbed());
        Path json = Path.of("target", "bench", "result.json");
        Files.createDirectories(json.getParent());
        Files.writeString(json, report.json());
        System.out.print(report.markdown());
        if (publish) report.publish(Path.of("docs"));
        return report.meetsFloors() ? 0 : 1;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}

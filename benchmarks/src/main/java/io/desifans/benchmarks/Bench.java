package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
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

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    @Option(names = "--quick", description = "3 rounds instead of 5, and only what takes seconds.")
    private boolean quick;

    @Option(names = "--only", split = ",", description = "Only these ids or groups of them, such as c1,histories.")
    private List<String> only = List.of();

    @Option(names = "--events", description = "The longest log that is rebuilt.", defaultValue = "100000")
    private int events;

    @Option(names = "--seed", description = "What the log to rebuild is made from.", defaultValue = "42")
    private long seed;

    @Option(names = "--keep", description = "Leave the databases and logs, and say where they are.")
    private boolean keep;

    @Option(names = "--publish", description = "Write docs/BENCHMARKS.md and its pictures as well.")
    private boolean publish;

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
        Wanted wanted = Wanted.of(only, quick);
        String started = Report.now();
        double load = Report.currentLoad();
        Path data = Files.createTempDirectory("desifans-bench");
        Rounds rounds = new Rounds(quick ? 3 : 5, new OthersWork(data));
        List<Result> results = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            settings.put("a forced write of 8 KiB, p50", "%.2f ms".formatted(Report.forcedWrite(data)));
            results.addAll(commands(wanted, data, rounds, settings));
            if (app != null) results.addAll(overHttp(app, wanted, data, rounds, settings));
        } finally {
            if (keep) System.err.println("Left in " + data);
            else deleteAll(data);
        }
        Report report = new Report(started, commit, load, settings, wanted.of(results), rounds.disturbed());
        Path json = Path.of("target", "bench", "result.json");
        Files.createDirectories(json.getParent());
        Files.writeString(json, report.json());
        System.out.print(report.markdown());
        if (publish) report.publish(Path.of("docs"));
        return report.meetsFloors() ? 0 : 1;
    }

    private List<Result> overHttp(Path app, Wanted wanted, Path data, Rounds rounds, Map<String, String> settings)
            throws Exception {
        List<Result> results = new ArrayList<>();
        if (wanted.any("sign-in"))
            try (AppUnderTest running = AppUnderTest.start(app, data, Map.of(), "")) {
                results.addAll(new SignIn(running).measure(rounds.number()));
            }
        if (wanted.any("a3"))
            results.addAll(onServer(
                    app,
                    data,
                    "",
                    settings,
                    (running, server) ->
                            List.of(new CommandsOverHttp(running, server.getPostgresDatabase(), server.getPort())
                                    .measure(rounds))));
        if (wanted.any("c1", "c2", "null", "d1", "d4", "f1", "f2"))
            results.addAll(onServer(app, data, "", settings, (running, server) -> {
                Footprint footprint = new Footprint(running);
                WrittenLog log = new WrittenLog(server.getPostgresDatabase());
                Shop shop = Shop.open(running, log);
                var statements = new LoggedStatements(log.database(), serverLog(data));
                List<Result> these = new ArrayList<>();
                if (wanted.any("c1", "c2", "null"))
                    these.addAll(
                            new Queries(running, shop, statements, log.database(), server.getPort()).measure(rounds));
                if (wanted.any("d1", "d4")) these.addAll(new Visibility(running, shop, log).measure(rounds));
                these.addAll(footprint.measure(log.sql()));
                return these;
            }));
        if (wanted.any("b1", "b2", "e3")) results.addAll(rebuild(app, wanted, data, rounds, settings));
        if (wanted.any("f3")) results.add(Starts.measure(app, data, rounds.number()));
        if (wanted.any("broadcast"))
            results.addAll(onServer(app, data, "-Xmx512m", settings, (running, server) -> {
                var log = new WrittenLog(server.getPostgresDatabase());
                return new Broadcast(running, log).measure(rounds.number());
            }));
        return results;
    }

    private List<Result> commands(Wanted wanted, Path data, Rounds rounds, Map<String, String> settings)
            throws Exception {
        if (!wanted.any("a1", "a2", "a6", "e1", "e4", "e5")) return List.of();
        try (EmbeddedPostgres server = postgres(data, settings);
                HikariDataSource pool = new HikariDataSource()) {
            String url = url(server);
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(40);
            List<Result> results = new ArrayList<>();
            if (wanted.any("a1", "a2", "e1"))
                try (CommandsInProcess side = new CommandsInProcess(pool, url, false)) {
                    if (wanted.any("a1", "a2")) results.addAll(new Throughput(side, server.getPort()).measure(rounds));
                    if (wanted.any("e1"))
                        results.addAll(
                                new StoredEvents(side, server.getPort()).measure(rounds, List.of(10_000, 100_000)));
                }
            if (wanted.any("a6", "e4", "e5"))
                try (CommandsInProcess side = new CommandsInProcess(pool, url, true)) {
                    LongHistories histories = new LongHistories(side);
                    if (wanted.any("a6")) results.addAll(histories.statementCounts());
                    if (wanted.any("e4", "e5")) results.addAll(histories.measure(rounds.number()));
                }
            return results;
        }
    }

    private List<Result> rebuild(Path app, Wanted wanted, Path data, Rounds rounds, Map<String, String> settings)
            throws Exception {
        var template = DemoLog.record(app, data);
        try (EmbeddedPostgres server = postgres(data, settings);
                LongLog log = new LongLog(url(server), template, seed)) {
            List<Result> results = new ArrayList<>();
            if (wanted.any("b1", "e3")) results.addAll(new Rebuild(log, data).measure(rounds.number(), events));
            if (wanted.any("b2")) results.addAll(new CatchUp(log).measure(rounds, events));
            return results;
        }
    }

    private interface Measurement {
        List<Result> of(AppUnderTest running, EmbeddedPostgres server) throws Exception;
    }

    /** The application on a server of its own that can be looked into. @param options for its JVM */
    private static List<Result> onServer(
            Path app, Path data, String options, Map<String, String> settings, Measurement measurement)
            throws Exception {
        try (EmbeddedPostgres server = postgres(data, settings)) {
            Map<String, String> environment = Map.of(
                    "SPRING_DATASOURCE_URL", url(server),
                    "DESIFANS_MASTER_KEY", CommandsInProcess.random(),
                    "DESIFANS_AUTH_SECRET", CommandsInProcess.random());
            try (AppUnderTest running = AppUnderTest.start(app, data, environment, options)) {
                return measurement.of(running, server);
            }
        }
    }

    private static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres")
                + "&currentSchema=read_model,platform&prepareThreshold=1&reWriteBatchedInserts=true";
    }

    private static EmbeddedPostgres postgres(Path data, Map<String, String> settings) throws IOException, SQLException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(data, "postgres"))
                .setOutputRedirector(Redirect.appendTo(serverLog(data).toFile()))
                .setErrorRedirector(Redirect.appendTo(serverLog(data).toFile()))
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("max_connections", "100");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        EmbeddedPostgres server = builder.start();
        settings.putAll(settings(server.getPostgresDatabase()));
        return server;
    }

    private static Path serverLog(Path data) {
        return data.resolve("postgres.log");
    }

    private static Map<String, String> settings(DataSource database) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            settings.put("PostgreSQL", show(statement.executeQuery("show server_version")));
            for (String setting : DURABLE) {
                settings.put(setting, show(statement.executeQuery("show " + setting)));
                if (!settings.get(setting).equals("on")) throw new IllegalStateException(setting + " is not on");
            }
        }
        return settings;
    }

    private static String show(ResultSet row) throws SQLException {
        try (row) {
            row.next();
            return row.getString(1);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}

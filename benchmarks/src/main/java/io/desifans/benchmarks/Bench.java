package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

    @Option(names = "--quick", description = "3 rounds instead of 5.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            description = "Only these: sign-in, throughput, histories, rebuild, broadcast (which takes minutes).")
    private List<String> only = List.of("sign-in", "throughput", "histories", "rebuild");

    @Option(names = "--events", description = "The longest log that is rebuilt.", defaultValue = "100000")
    private int events;

    @Option(names = "--seed", description = "What the log to rebuild is made from.", defaultValue = "42")
    private long seed;

    @Option(names = "--publish", description = "Write docs/BENCHMARKS.md as well.")
    private boolean publish;

    @Option(names = "--app", description = "The script that starts the application.", defaultValue = "run")
    private @Nullable Path app;

    @Option(names = "--commit", defaultValue = "unknown", hidden = true)
    private String commit = "";

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setExitCodeExceptionMapper(failure -> 3)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        int rounds = quick ? 3 : 5;
        String started = Report.now();
        double load = Report.currentLoad();
        Path data = Files.createTempDirectory("desifans-bench");
        List<Result> results = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            settings.put("a forced write of 8 KiB, p50", "%.2f ms".formatted(Report.forcedWrite(data)));
            if (only.contains("sign-in") && app != null)
                try (AppUnderTest running = AppUnderTest.start(app, data, Map.of(), "")) {
                    results.addAll(new SignIn(running).measure(rounds));
                }
            if (only.contains("histories") || only.contains("throughput"))
                results.addAll(commands(data, rounds, settings));
            if (only.contains("rebuild") && app != null) results.addAll(rebuild(app, data, rounds, settings));
            if (only.contains("broadcast") && app != null) results.addAll(broadcast(app, data, rounds, settings));
        } finally {
            deleteAll(data);
        }
        Report report = new Report(started, commit, load, settings, results);
        Path json = Path.of("target", "bench", "result.json");
        Files.createDirectories(json.getParent());
        Files.writeString(json, report.json());
        System.out.print(report.markdown());
        if (publish) Files.writeString(Path.of("docs", "BENCHMARKS.md"), report.markdown());
        return report.meetsFloors() ? 0 : 1;
    }

    private List<Result> commands(Path data, int rounds, Map<String, String> settings) throws Exception {
        try (EmbeddedPostgres server = postgres(data, settings);
                HikariDataSource pool = new HikariDataSource()) {
            String url = url(server);
            pool.setJdbcUrl(url);
            pool.setMaximumPoolSize(40);
            try (CommandsInProcess side = new CommandsInProcess(pool, url)) {
                List<Result> results = new ArrayList<>();
                if (only.contains("throughput")) results.addAll(new Throughput(side, server.getPort()).measure(rounds));
                if (only.contains("histories")) results.addAll(new LongHistories(side).measure(rounds));
                return results;
            }
        }
    }

    private List<Result> rebuild(Path app, Path data, int rounds, Map<String, String> settings) throws Exception {
        var template = DemoLog.record(app, data);
        try (EmbeddedPostgres server = postgres(data, settings);
                Rebuild rebuild = new Rebuild(url(server), template, data, seed)) {
            return rebuild.measure(rounds, events);
        }
    }

    private static List<Result> broadcast(Path app, Path data, int rounds, Map<String, String> settings)
            throws Exception {
        try (EmbeddedPostgres server = postgres(data, settings)) {
            Map<String, String> environment = Map.of(
                    "SPRING_DATASOURCE_URL", url(server),
                    "DESIFANS_MASTER_KEY", CommandsInProcess.random(),
                    "DESIFANS_AUTH_SECRET", CommandsInProcess.random());
            try (AppUnderTest running = AppUnderTest.start(app, data, environment, "-Xmx512m")) {
                return new Broadcast(running, server.getPostgresDatabase()).measure(rounds);
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
                .setServerConfig("max_connections", "100");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        EmbeddedPostgres server = builder.start();
        settings.putAll(settings(server.getPostgresDatabase()));
        return server;
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

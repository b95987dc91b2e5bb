package io.desifans.app;

import io.desifans.eventstore.SettingRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server on the data folder, as durable as a production one, on a free port of the loopback address. */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts the server on a folder that this process holds, first ending one that a killed process left behind. */
    static EmbeddedDatabase start(DataFolder folder) {
        Path cluster = folder.resolve("postgres");
        Path complete = folder.resolve("postgres.complete");
        runningOn(cluster).ifPresent(EmbeddedDatabase::stop);
        Redirect log = Redirect.appendTo(folder.resolve("postgres.log").toFile());
        try {
            if (!Files.exists(complete)) deleteAll(cluster);
            // A number that another process has by now would keep PostgreSQL from starting.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "250");
            DURABLE.forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            requireOurs(server, cluster);
            if (!Files.exists(complete)) Files.createFile(complete);
            return new EmbeddedDatabase(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a server that is running on the folder, if there is one. */
    static Optional<String> urlOfRunning(DataFolder folder) {
        Path cluster = folder.resolve("postgres");
        return runningOn(cluster).map(server -> url(portOf(cluster)));
    }

    String url() {
        return url(server.getPort());
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port
                + "/postgres?user=postgres&reWriteBatchedInserts=true&prepareThreshold=1";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server process that holds this cluster: the one its pid file names, if that is a PostgreSQL on this folder. */
    private static Optional<ProcessHandle> runningOn(Path cluster) {
        return pidFile(cluster)
                .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.get(0).trim())))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(cluster.toString()));
    }

    private static int portOf(Path cluster) {
        return Integer.parseInt(pidFile(cluster).orElseThrow().get(3).trim());
    }

    private static Optional<List<String>> pidFile(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.size() > 3 ? Optional.of(lines) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A fast shutdown (SIGINT), and if that takes too long an immediate one (SIGQUIT), from which PostgreSQL recovers. */
    private static void stop(ProcessHandle server) {
        if (!stop(server, "INT") && !stop(server, "QUIT")) {
            throw new SettingRefused("The database server " + server.pid()
                    + " that an earlier run left behind does not stop: end it by hand.");
        }
    }

    private static boolean stop(ProcessHandle server, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            server.onExit()
                    .orTimeout(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A server that merely answers on the port could be anybody's. */
    private static void requireOurs(EmbeddedPostgres server, Path cluster) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!Files.isSameFile(Path.of(show(statement, "data_directory")), cluster)) {
                throw new SettingRefused("Another PostgreSQL answers on port " + server.getPort()
                        + ": start again, another port is tried.");
            }
            for (var setting : DURABLE.entrySet()) {
                if (!show(statement, setting.getKey()).equals(setting.getValue())) {
                    throw new IllegalStateException(setting.getKey() + " is not " + setting.getValue());
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** What a first start left that did not come to its end: nothing can be stored in it yet. */
    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}

package io.desifans.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Databases for tests on one durable PostgreSQL server per JVM. Each is the caller's own; templates are filled once. */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<String> TEMPLATES = new HashSet<>();

    private TestDatabase() {}

    /** A new database with nothing in it. */
    public static DataSource empty() {
        return copyOf("template1");
    }

    /** A new database that is a copy of the template of this name, which {@code fill} has filled at its first use. */
    public static synchronized DataSource filledBy(String template, Consumer<DataSource> fill) {
        if (TEMPLATES.add(template)) {
            execute("create database \"" + template + "\"");
            fill.accept(database(template));
        }
        return copyOf(template);
    }

    /** The JDBC URL of a database made here, for a process of its own. */
    public static String url(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getURL() + "?user=postgres";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource copyOf(String template) {
        String name = "test" + NUMBER.incrementAndGet();
        execute("create database \"" + name + "\" template \"" + template + "\"");
        return database(name);
    }

    private static DataSource database(String name) {
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    private static void execute(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        /** Held, so that the pipe stays open. */
        @SuppressWarnings("unused")
        private static Process undertaker;

        private static EmbeddedPostgres start() {
            try {
                Path data = Files.createTempDirectory("desifans-test");
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "400")
                        .start();
                undertaker = clearAwayAfterUs(data);
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Once this process is gone, killed or not, its end of the pipe is closed. Until then the server is there for all that
         * ends with us. It is stopped at once (SIGQUIT): a checkpoint of what is deleted next would only take time.
         */
        private static Process clearAwayAfterUs(Path data) throws IOException {
            String pid = Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip();
            String script = """
                    trap '' INT TERM HUP; cat; kill -QUIT "$1"
                    while kill -0 "$1"; do sleep 0.1; done; rm -rf "$2\"""";
            return new ProcessBuilder("sh", "-c", script, "sh", pid, data.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        }
    }
}

package io.desifans.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The PostgreSQL servers of a run: new ones, that lose nothing they have said to be stored.
 *
 * @param data where their files are
 * @param settings takes what they say of themselves
 * @param cores which they may use
 */
record Servers(Path data, Map<String, String> settings, Cores cores) {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres")
                + "&currentSchema=read_model,platform&prepareThreshold=1&reWriteBatchedInserts=true";
    }

    EmbeddedPostgres start() throws IOException, SQLException, InterruptedException {
        Path folder = Files.createTempDirectory(data, "postgres");
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setOutputRedirector(Redirect.appendTo(log().toFile()))
                .setErrorRedirector(Redirect.appendTo(log().toFile()))
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("max_connections", "200");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        EmbeddedPostgres server = builder.start();
        cores.giveTo(folder);
        settings.putAll(settingsOf(server.getPostgresDatabase()));
        return server;
    }

    Path log() {
        return data.resolve("postgres.log");
    }

    private static Map<String, String> settingsOf(DataSource database) throws SQLException {
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
}

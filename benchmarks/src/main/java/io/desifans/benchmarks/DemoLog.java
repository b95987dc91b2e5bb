package io.desifans.benchmarks;

import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.MasterKey;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.PersonalDataOpening;
import io.desifans.eventstore.PostgresEventStorageEngine;
import io.desifans.eventstore.StoredNames;
import io.desifans.eventstore.Upcasters;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.postgresql.ds.PGSimpleDataSource;

/** The events of the demo, as a newcomer's first start makes it. */
final class DemoLog {

    /** Where its application has its data, below the run's. */
    static final String FOLDER = "demo";

    private static final int LONGEST_START_SECONDS = 300;

    private DemoLog() {}

    /**
     * Starts the application, waits until the demo is made, and reads its events in clear.
     *
     * @param run the script that starts it
     * @param data a folder for it, and for what it says
     */
    static List<DomainEventMessage<?>> record(Path run, Path data) throws IOException, InterruptedException {
        Path folder = data.resolve(FOLDER);
        Path said = data.resolve("demo.log");
        ProcessBuilder builder = new ProcessBuilder(run.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("DESIFANS_DATA", folder.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(freePort()));
        builder.environment().put("GATEWAY_PORT", "0");
        builder.environment().put("OIDC_PORT", "0");
        builder.environment().put("DESIFANS_DRAIN", "0s");
        Process app = builder.start();
        try {
            awaitReady(app, said);
            return read(folder);
        } finally {
            app.destroy();
            if (!app.waitFor(60, TimeUnit.SECONDS)) app.destroyForcibly();
        }
    }

    private static void awaitReady(Process app, Path said) throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!Files.readString(said).contains("DesiFans is ready")) {
            if (!app.isAlive() || System.nanoTime() > giveUpAt)
                throw new IllegalStateException("the demo was not made, see " + said);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<DomainEventMessage<?>> read(Path folder) throws IOException {
        Properties secrets = new Properties();
        try (var file = Files.newBufferedReader(folder.resolve("secrets.properties"))) {
            secrets.load(file);
        }
        DataSource database = databaseIn(folder);
        EventSerializer serializer = new EventSerializer(StoredNames.ofAllFamilies());
        PersonKeys keys = new PersonKeys(database, MasterKey.of(secrets.getProperty("desifans.master-key")));
        var engine = new PostgresEventStorageEngine(
                database, serializer, Upcasters.after(new PersonalDataOpening(keys, serializer)));
        try (Stream<?> events = engine.readEvents(null, false)) {
            return events.<DomainEventMessage<?>>map(event -> {
                        DomainEventMessage<?> message = (DomainEventMessage<?>) event;
                        message.getPayload();
                        message.getMetaData();
                        return message;
                    })
                    .toList();
        }
    }

    /** @param folder of an application that runs on a database of its own */
    static DataSource databaseIn(Path folder) throws IOException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + portOfDatabaseIn(folder) + "/postgres?user=postgres");
        return database;
    }

    /** Where that database answers. */
    static int portOfDatabaseIn(Path folder) throws IOException {
        return Integer.parseInt(
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(3));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

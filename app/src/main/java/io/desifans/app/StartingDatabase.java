package io.desifans.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The embedded database, which starts beside the application: whoever asks for its address waits for it. */
final class StartingDatabase implements JdbcConnectionDetails {

    private final CompletableFuture<EmbeddedDatabase> database;

    private StartingDatabase(CompletableFuture<EmbeddedDatabase> database) {
        this.database = database;
    }

    static StartingDatabase on(DataFolder folder) {
        return new StartingDatabase(CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(folder)));
    }

    @Override
    public String getJdbcUrl() {
        return Database.ofReadModel(database.join().url());
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return "";
    }

    /** Stops the server, if it has been started or is about to be. */
    void stop() {
        database.thenAccept(EmbeddedDatabase::close)
                .exceptionally(notStarted -> null)
                // A Ctrl-C that reaches the server as well may leave its start waiting for nothing.
                .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                .join();
    }
}

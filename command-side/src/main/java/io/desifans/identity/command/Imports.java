package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.eventstore.UuidV7;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports users of a Better Auth server with their accounts. What is here already stays as it is, so that an import may be
 * repeated, and goes on where it was broken off.
 */
@Component
public final class Imports {

    private static final Duration BETWEEN_TELLS = Duration.ofSeconds(1);
    private static final String STORE = """
            insert into event_store.import_run (id, started_at, told_at, told) values (?, ?, ?, ?::jsonb)
            on conflict (id) do update set told_at = excluded.told_at, told = excluded.told""";

    private final UserImport users;
    private final Commands commands;
    private final JdbcClient database;
    private final JsonMapper json;
    private final Clock clock;

    Imports(UserImport users, Commands commands, DataSource database, JsonMapper json, Clock clock) {
        this.users = users;
        this.commands = commands;
        this.database = JdbcClient.create(database);
        this.json = json;
        this.clock = clock;
    }

    /** @param csv or else a JSON object a line */
    public record File(InputStream content, boolean csv) {}

    /** In the name of the system. */
    public ImportReport run(List<File> files, boolean dryRun, Consumer<ImportReport> progress) throws IOException {
        return run(UuidV7.next(), files, dryRun, command -> commands.sendAsSystem("import", command), progress);
    }

    /** @param sender of the commands */
    ImportReport run(
            UUID importId, List<File> files, boolean dryRun, Consumer<Command> sender, Consumer<ImportReport> progress)
            throws IOException {
        Told told = new Told(progress);
        ImportRun run = new ImportRun(users, sender, told, importId, dryRun, clock.instant());
        boolean done = false;
        try {
            for (File file : files) run.read(file.content(), file.csv());
            done = true;
        } finally {
            told.tell(run.report(done ? "DONE" : "BROKEN_OFF"));
        }
        return run.report("DONE");
    }

    /** Stores how far it has come, once a second. */
    private final class Told implements Consumer<Supplier<ImportReport>> {

        private final Consumer<ImportReport> progress;
        private Instant next = Instant.EPOCH;

        Told(Consumer<ImportReport> progress) {
            this.progress = progress;
        }

        @Override
        public void accept(Supplier<ImportReport> report) {
            if (!clock.instant().isBefore(next)) tell(report.get());
        }

        void tell(ImportReport report) {
            Instant now = clock.instant();
            next = now.plus(BETWEEN_TELLS);
            database.sql(STORE)
                    .params(
                            report.importId(),
                            report.startedAt().atOffset(ZoneOffset.UTC),
                            now.atOffset(ZoneOffset.UTC),
                            json.writeValueAsString(report))
                    .update();
            progress.accept(report);
        }
    }
}

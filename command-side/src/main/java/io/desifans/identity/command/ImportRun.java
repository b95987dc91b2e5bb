package io.desifans.identity.command;

import io.desifans.command.Command;
import io.desifans.identity.command.ImportReport.RefusedLine;
import io.desifans.identity.command.ImportReport.Rows;
import io.desifans.identity.command.ImportedRow.Table;
import io.desifans.web.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One import, from its first line to its last. */
final class ImportRun {

    private static final int MOST_LISTED = 1000;

    private final UserImport users;
    private final Consumer<Command> sender;
    private final Consumer<Supplier<ImportReport>> progress;
    private final UUID importId;
    private final boolean dryRun;
    private final Instant startedAt;

    private final Map<Table, Integer> imported = new EnumMap<>(Table.class);
    private final Map<Table, Integer> unchanged = new EnumMap<>(Table.class);
    private final List<RefusedLine> refused = new ArrayList<>();
    private long refusedLines;
    private long ignored;
    private long lines;

    /** @param progress asked after each line whether it wants to know how far it has come */
    ImportRun(
            UserImport users,
            Consumer<Command> sender,
            Consumer<Supplier<ImportReport>> progress,
            UUID importId,
            boolean dryRun,
            Instant startedAt) {
        this.users = users;
        this.sender = sender;
        this.progress = progress;
        this.importId = importId;
        this.dryRun = dryRun;
        this.startedAt = startedAt;
    }

    void read(InputStream file, boolean csv) throws IOException {
        if (csv) ImportedLines.csv(file, this::take);
        else ImportedLines.json(file, this::take);
    }

    private void take(long line, @Nullable ImportedRow row, @Nullable Rejected unreadable) {
        lines++;
        try {
            if (row == null) throw unreadable == null ? Rejected.notFound("row") : unreadable;
            take(row);
        } catch (Rejected e) {
            refusedLines++;
            if (refused.size() < MOST_LISTED) refused.add(new RefusedLine(line, e.code(), e.field()));
        }
        progress.accept(() -> report("RUNNING"));
    }

    private void take(ImportedRow row) {
        Table table = row.table();
        if (table == Table.SESSION || table == Table.VERIFICATION) {
            ignored++;
            return;
        }
        Optional<ImportCommand> command = users.of(row);
        if (!dryRun) command.ifPresent(sender);
        (command.isPresent() ? imported : unchanged).merge(table, 1, Integer::sum);
    }

    ImportReport report(String state) {
        return new ImportReport(
                importId,
                dryRun,
                state,
                startedAt,
                lines,
                rows(Table.USER),
                rows(Table.ACCOUNT),
                ignored,
                refusedLines,
                List.copyOf(refused));
    }

    private Rows rows(Table table) {
        return new Rows(imported.getOrDefault(table, 0), unchanged.getOrDefault(table, 0));
    }
}

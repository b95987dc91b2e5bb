package io.desifans.identity.command;

import io.desifans.web.OneOf;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come. It names no person: a refused line is told by its number, the reason and the column.
 *
 * @param state {@code RUNNING}, {@code DONE}, or {@code BROKEN_OFF} when it could not come to its end
 * @param ignored rows of session and verification, which are not taken over
 * @param refused the first thousand of them
 */
public record ImportReport(
        UUID importId,
        boolean dryRun,
        @OneOf(labels = {"RUNNING", "DONE", "BROKEN_OFF"}) String state,
        Instant startedAt,
        long lines,
        Rows users,
        Rows accounts,
        long ignored,
        long refusedLines,
        List<RefusedLine> refused) {

    /**
     * @param imported those that are new here; in a dry run, those that would be
     * @param unchanged those that are here already
     */
    public record Rows(long imported, long unchanged) {}

    /** @param line counted from 1; in CSV the names are line 1 */
    public record RefusedLine(
            long line, String reason, @Nullable String column) {}
}

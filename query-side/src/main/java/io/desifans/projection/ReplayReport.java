package io.desifans.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param position up to where it went: exactly as far as the live tables were when they were compared
 * @param events how many events it applied
 * @param differences how many there are, listed or not
 * @param listed the first of them
 * @param parkedLive how many events the live tables lack because they are parked
 * @param parkedInReplay how many events failed in the replay, or waited behind one that did
 * @param voidChanges how many changes of the replay had no row or no parent
 * @param lastErasure the last destruction of a person's key that the hashes know of
 */
public record ReplayReport(
        String position,
        long events,
        double seconds,
        long eventsPerSecond,
        long differences,
        List<Difference> listed,
        List<TableResult> tables,
        int parkedLive,
        int parkedInReplay,
        long voidChanges,
        @Nullable String lastErasure) {

    /**
     * A row or a value that is not the same.
     *
     * @param column null if the whole row is missing on one side
     * @param live the live value, or whether there is a row; values that may be personal are shown as a mark
     */
    public record Difference(
            String table, String key, @Nullable String column, String live, String replayed) {}

    /** @param hash SHA-256 over the live rows as {@code copy … to stdout} prints them in the order of their keys */
    public record TableResult(String table, long rows, String hash, long differences) {}

    static final String ROW = "row";
    static final String NO_ROW = "no row";
}

package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows that parked events touch, each with the event at whose head it waits. Whatever touches them must wait too. */
final class ParkedRows {

    private static final String ANY_TABLE = "*";

    private final @Nullable ParkedRows before;
    private final Map<String, LogPosition> roots = new HashMap<>();

    ParkedRows() {
        this(null);
    }

    /** @param before rows that are parked already; they stay as they are until {@link #keep} */
    private ParkedRows(@Nullable ParkedRows before) {
        this.before = before;
    }

    /** How the rows of any table are named that have this id. */
    static String anyTable(String id) {
        return ShapedChange.row(ANY_TABLE, id);
    }

    ParkedRows trial() {
        return new ParkedRows(this);
    }

    /** Makes a trial's rows parked for good. */
    void keep(ParkedRows trial) {
        trial.roots.forEach(roots::putIfAbsent);
    }

    void add(Collection<String> rows, LogPosition root) {
        rows.forEach(row -> roots.putIfAbsent(row, root));
    }

    boolean isEmpty() {
        return roots.isEmpty() && (before == null || before.isEmpty());
    }

    /** The oldest event behind which this one must wait, if any. */
    @Nullable
    LogPosition rootOf(ProjectedEvent event) {
        if (isEmpty()) return null;
        Stream<String> known = event.changes().stream()
                .flatMap(change -> Stream.of(
                                Stream.of(change.row()),
                                change.parentRows().stream(),
                                change.ids().stream().map(ParkedRows::anyTable))
                        .flatMap(rows -> rows));
        Stream<String> guessed = event.changes().isEmpty() ? event.rows().stream() : Stream.empty();
        return Stream.concat(known, guessed)
                .map(this::root)
                .filter(root -> root != null)
                .min(LogPosition::compareTo)
                .orElse(null);
    }

    /** Of several events that touch a row the first counts, however the events came in batches. */
    private @Nullable LogPosition root(String row) {
        LogPosition root = before == null ? null : before.root(row);
        return root == null ? roots.get(row) : root;
    }
}

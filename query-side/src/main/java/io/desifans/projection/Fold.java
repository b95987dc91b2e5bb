package io.desifans.projection;

import io.desifans.projection.RowChange.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of many events, brought down to at most a few per row. It takes a change only if writing all of them table
 * by table comes to the same, down to which changes are void, as writing them one by one. What it does not take is given
 * to it again after it was written and {@linkplain #clear cleared}.
 */
final class Fold {

    private final Map<TableShape, Map<String, PendingRow>> rows = new HashMap<>();
    private final Set<String> parentsAskedFor = new HashSet<>();

    /** Nothing is folded with the delete of rows that others refer to, nor with a row that moves. */
    private @Nullable TableShape barrier;

    boolean isEmpty() {
        return rows.isEmpty();
    }

    boolean takes(ShapedChange change) {
        if (rows.isEmpty()) return true;
        if (isBarrier(change)) return joinsDeletes(change);
        if (barrier != null) return false;
        PendingRow row = row(change);
        if (row != null) return row.takes(change.kind());
        return change.kind() != Kind.INSERT || !parentsAskedFor.contains(change.row());
    }

    void add(ShapedChange change) {
        if (isBarrier(change)) barrier = change.table();
        if (change.kind() == Kind.INSERT) parentsAskedFor.addAll(change.parentRows());
        rows.computeIfAbsent(change.table(), table -> new LinkedHashMap<>())
                .computeIfAbsent(change.key(), key -> new PendingRow(change.cells().length))
                .add(change);
    }

    /** In the order of their first changes. */
    Collection<PendingRow> rowsOf(TableShape table) {
        Map<String, PendingRow> pending = rows.get(table);
        return pending == null ? List.of() : pending.values();
    }

    void clear() {
        rows.clear();
        parentsAskedFor.clear();
        barrier = null;
    }

    private static boolean isBarrier(ShapedChange change) {
        return change.movesTheRow() || change.kind() == Kind.DELETE && change.table().referredTo;
    }

    /** Deletes in one table go together, unless one could take the other's row with it. */
    private boolean joinsDeletes(ShapedChange change) {
        return change.kind() == Kind.DELETE
                && change.table() == barrier
                && !barrier.refersToItself()
                && rowsOf(barrier).stream().allMatch(row -> row.deletedFirst)
                && row(change) == null;
    }

    private @Nullable PendingRow row(ShapedChange change) {
        Map<String, PendingRow> pending = rows.get(change.table());
        return pending == null ? null : pending.get(change.key());
    }
}

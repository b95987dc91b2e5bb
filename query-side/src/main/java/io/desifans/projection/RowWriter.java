package io.desifans.projection;

import io.desifans.projection.RowChange.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Writes row changes set-based, in the caller's transaction: the rows come out as if each change had been written alone
 * and in order. An insert without its parents and an update or delete without its row are void: counted, no error.
 */
final class RowWriter implements ChangeWriter {

    private final RowBatch batch;
    private final VoidChanges voids;
    private final LostItems lostItems;
    private final Fold fold = new Fold();

    RowWriter(Connection connection, VoidChanges voids) {
        this.batch = new RowBatch(connection);
        this.voids = voids;
        this.lostItems = new LostItems(connection);
    }

    @Override
    public void write(ShapedChange change) throws SQLException {
        if (!fold.takes(change)) flush();
        fold.add(change);
    }

    @Override
    public void flush() throws SQLException {
        if (fold.isEmpty()) return;
        for (TableShape table : TableShape.ALL) delete(table, rows(table, row -> row.deletedFirst));
        for (TableShape table : TableShape.ALL) {
            insert(table, rows(table, row -> row.inserted));
            update(table, rows(table, PendingRow::updated));
        }
        for (TableShape table : TableShape.ALL) delete(table, rows(table, row -> row.deletedLast));
        fold.clear();
    }

    private List<PendingRow> rows(TableShape table, Predicate<PendingRow> which) {
        Collection<PendingRow> all = fold.rowsOf(table);
        return all.isEmpty() ? List.of() : all.stream().filter(which).toList();
    }

    private void insert(TableShape table, List<PendingRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        for (List<PendingRow> level : table.refersToItself() ? levels(table, rows) : List.of(rows))
            if (batch.insert(table, level) < level.size()) lostItems.addVoid(table, countMissing(table, level));
    }

    /** Each row in a later list than the row of its own table that it stands below. */
    private static Collection<List<PendingRow>> levels(TableShape table, List<PendingRow> rows) {
        int key = table.key.getFirst();
        Map<Object, Integer> levelOf = new HashMap<>();
        Map<Integer, List<PendingRow>> levels = new LinkedHashMap<>();
        for (PendingRow row : rows) {
            int level = table.parents.stream()
                    .filter(parent -> parent.table().equals(table.name))
                    .mapToInt(parent -> levelOf.getOrDefault(row.cells[parent.column()], -1) + 1)
                    .max()
                    .orElse(0);
            levelOf.put(Objects.requireNonNull(row.cells[key]), level);
            levels.computeIfAbsent(level, any -> new ArrayList<>()).add(row);
        }
        return new TreeMap<>(levels).values();
    }

    private void update(TableShape table, List<PendingRow> rows) throws SQLException {
        for (List<PendingRow> alike : RowBatch.alike(rows)) {
            int updated = batch.update(table, alike);
            if (updated < alike.size()) countVoidUpdates(table, alike, updated);
        }
    }

    private void countVoidUpdates(TableShape table, List<PendingRow> rows, int updated) throws SQLException {
        boolean moved = rows.size() == 1 && updated == 0;
        if (moved) countVoid(table, rows.getFirst());
        else countMissing(table, rows);
    }

    private void delete(TableShape table, List<PendingRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        lostItems.addBelow(table, rows);
        voids.count(table, Kind.DELETE, rows.size() - batch.delete(table, rows));
    }

    private List<PendingRow> countMissing(TableShape table, List<PendingRow> rows) throws SQLException {
        List<PendingRow> missed = batch.missing(table, rows);
        missed.forEach(row -> countVoid(table, row));
        return missed;
    }

    private void countVoid(TableShape table, PendingRow row) {
        voids.count(table, Kind.INSERT, row.inserted ? 1 : 0);
        voids.count(table, Kind.UPDATE, row.updates);
        voids.count(table, Kind.INCREMENT, row.increments);
    }
}

package io.desifans.projection;

import io.desifans.projection.RowChange.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A row change laid over the columns of its table.
 *
 * @param key the primary key as text
 * @param cells a value per column; {@link #ABSENT} where the change says nothing, {@link Added} for an increment
 */
record ShapedChange(
        Kind kind, TableShape table, String key, @Nullable Object[] cells) {

    static final Object ABSENT = new Object();

    /** An amount that is added to what the row has. */
    record Added(long amount) {}

    static ShapedChange of(RowChange change) {
        TableShape table = TableShape.of(change.table());
        @Nullable Object[] cells = new Object[table.columns.size()];
        if (change.kind() != Kind.INSERT) Arrays.fill(cells, ABSENT);
        change.values().forEach((column, value) -> put(cells, table, change.kind(), column, value));
        for (Map.Entry<Field<?>, Object> part : change.key().entrySet())
            cells[table.place(part.getKey())] = part.getValue();
        return new ShapedChange(change.kind(), table, keyOf(table, cells), cells);
    }

    /** How a row is named among all tables: {@code post:0190…}. */
    static String row(String table, Object key) {
        return table + ':' + key;
    }

    String row() {
        return row(table.name, key);
    }

    /** The rows this one would stand directly below, as far as the change tells. */
    List<String> parentRows() {
        List<String> rows = new ArrayList<>();
        for (TableShape.Parent parent : table.parents) {
            Object value = cells[parent.column()];
            if (value != null && value != ABSENT) rows.add(row(parent.table(), value));
        }
        return rows;
    }

    /** Every id that the change knows of: its key's components and its parents' keys. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (int column = 0; column < cells.length; column++) {
            Object value = cells[column];
            boolean id = table.isKey(column) || table.isForeignKey(column);
            if (id && value != null && value != ABSENT) ids.add(value.toString());
        }
        return ids;
    }

    /** Whether an existing row would come to stand below other rows than before. */
    boolean movesTheRow() {
        return kind != Kind.INSERT
                && table.parents.stream()
                        .map(TableShape.Parent::column)
                        .anyMatch(column -> !table.isKey(column) && cells[column] != ABSENT);
    }

    private static void put(
            @Nullable Object[] cells, TableShape table, Kind kind, Field<?> column, @Nullable Object value) {
        int place = table.place(column);
        if (table.isKey(place)) throw new UnfitChange(table.name + "." + column.getName() + " is the key");
        cells[place] = kind == Kind.INCREMENT ? added(table, column, value) : value;
    }

    private static Added added(TableShape table, Field<?> column, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) return new Added(((Number) value).longValue());
        throw new UnfitChange(table.name + "." + column.getName() + " is raised by what is no whole number");
    }

    private static String keyOf(TableShape table, @Nullable Object[] cells) {
        return table.key.stream().map(place -> String.valueOf(cells[place])).collect(Collectors.joining(","));
    }

    /**
     * Refuses what the table cannot take. Here and not by the database, which does not see what a later change of the
     * same batch has mended.
     */
    void check() {
        if (kind == Kind.DELETE) return;
        boolean says = kind == Kind.INSERT;
        for (int column = 0; column < cells.length; column++) {
            TableShape.Column shape = table.columns.get(column);
            if (shape.required() && cells[column] == null)
                throw new UnfitChange(table.name + "." + shape.name() + " is null");
            says |= !table.isKey(column) && cells[column] != ABSENT;
        }
        if (!says) throw new UnfitChange("a change of " + table.name + " names no column");
    }
}

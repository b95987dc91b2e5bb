package io.desifans.projection;

import static io.desifans.projection.ShapedChange.ABSENT;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.TableShape.Parent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a copy that is being filled, as many as have been asked for lately, each with all rows that it stands below. They
 * are read from the tables many at a time.
 */
final class KnownRows {

    /** @param key the texts of the primary key's components */
    private record Wanted(KnownRow row, String[] key) {}

    private final int most;
    private final Map<TableShape, Map<String, KnownRow>> rows = new HashMap<>();
    private int count;

    /** @param most after so many all are forgotten */
    KnownRows(int most) {
        this.most = most;
    }

    /** Between two pieces of work nothing is pending, and all of it can be read again. */
    void makeRoom() {
        if (count > most) forget();
    }

    void forget() {
        rows.clear();
        count = 0;
    }

    /** Gets to know all that these changes touch or name. */
    void fetch(Connection connection, List<ShapedChange> changes) throws SQLException {
        Map<TableShape, List<Wanted>> wanted = new LinkedHashMap<>();
        for (ShapedChange change : changes) {
            for (Parent parent : change.table().parents) want(named(change, parent), parent, wanted);
            if (rowsOf(change.table()).containsKey(change.key())) continue;
            KnownRow row = add(change.table(), change.key());
            // A row that is inserted is taken to be new; if it is not, the table refuses it.
            if (change.kind() != Kind.INSERT) want(row, key(change), wanted);
        }
        while (!wanted.isEmpty()) wanted = read(connection, wanted);
    }

    KnownRow get(ShapedChange change) {
        return Objects.requireNonNull(rowsOf(change.table()).get(change.key()));
    }

    /** A new row in place of any that had its key. */
    KnownRow inserted(ShapedChange change, @Nullable KnownRow[] above) {
        KnownRow row = new KnownRow(change.table());
        System.arraycopy(above, 0, row.above, 0, above.length);
        row.there = true;
        rowsOf(change.table()).put(change.key(), row);
        return row;
    }

    /** The rows that a change names, in the order of the table's parents; null where it says none. */
    @Nullable
    KnownRow[] above(ShapedChange change) {
        List<Parent> parents = change.table().parents;
        @Nullable KnownRow[] above = new KnownRow[parents.size()];
        for (int i = 0; i < above.length; i++) {
            Object name = named(change, parents.get(i));
            if (name != null)
                above[i] = rowsOf(TableShape.named(parents.get(i).table())).get(name.toString());
        }
        return above;
    }

    private static @Nullable Object named(ShapedChange change, Parent parent) {
        Object name = change.cells()[parent.column()];
        return name == ABSENT ? null : name;
    }

    private @Nullable KnownRow want(@Nullable Object name, Parent parent, Map<TableShape, List<Wanted>> wanted) {
        if (name == null) return null;
        TableShape table = TableShape.named(parent.table());
        KnownRow known = rowsOf(table).get(name.toString());
        if (known != null) return known;
        KnownRow row = add(table, name.toString());
        want(row, new String[] {name.toString()}, wanted);
        return row;
    }

    private static void want(KnownRow row, String[] key, Map<TableShape, List<Wanted>> wanted) {
        wanted.computeIfAbsent(row.table, any -> new ArrayList<>()).add(new Wanted(row, key));
    }

    /** What the rows that were read stand below, as far as it is not known. */
    private Map<TableShape, List<Wanted>> read(Connection connection, Map<TableShape, List<Wanted>> wanted)
            throws SQLException {
        Map<TableShape, List<Wanted>> next = new LinkedHashMap<>();
        for (Map.Entry<TableShape, List<Wanted>> of : wanted.entrySet()) {
            TableShape table = of.getKey();
            try (PreparedStatement select = connection.prepareStatement(RowStatements.above(table))) {
                for (int part = 0; part < table.key.size(); part++) {
                    int place = part;
                    Object[] texts =
                            of.getValue().stream().map(row -> row.key()[place]).toArray(String[]::new);
                    select.setArray(part + 1, connection.createArrayOf("text", texts));
                }
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        KnownRow row = of.getValue().get(found.getInt(1) - 1).row();
                        row.there = true;
                        row.stored = true;
                        for (int i = 0; i < row.above.length; i++)
                            row.above[i] = want(found.getString(i + 2), table.parents.get(i), next);
                    }
                }
            }
        }
        return next;
    }

    private KnownRow add(TableShape table, String key) {
        KnownRow row = new KnownRow(table);
        rowsOf(table).put(key, row);
        count++;
        return row;
    }

    private Map<String, KnownRow> rowsOf(TableShape table) {
        return rows.computeIfAbsent(table, any -> new HashMap<>());
    }

    private static String[] key(ShapedChange change) {
        return change.table().key.stream()
                .map(place -> RowBatch.text(change.cells()[place]))
                .toArray(String[]::new);
    }
}

package io.desifans.projection;

import static io.desifans.projection.ShapedChange.ABSENT;

import io.desifans.projection.RowChange.Kind;
import io.desifans.projection.RowChange.Merged;
import io.desifans.projection.ShapedChange.Added;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.EnumType;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * Writes row changes set-based, in the caller's transaction: the rows come out as if each change had been written alone
 * and in order. An insert without its parents and an update or delete without its row are void: counted, no error.
 */
final class RowWriter {

    private final Connection connection;
    private final VoidChanges voids;
    private final LostItems lostItems;
    private final Fold fold = new Fold();

    RowWriter(Connection connection, VoidChanges voids) {
        this.connection = connection;
        this.voids = voids;
        this.lostItems = new LostItems(connection);
    }

    void write(ShapedChange change) throws SQLException {
        if (!fold.takes(change)) flush();
        fold.add(change);
    }

    void flush() throws SQLException {
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
        List<Integer> columns = IntStream.range(0, table.columns.size()).boxed().toList();
        for (List<PendingRow> level : table.refersToItself() ? levels(table, rows) : List.of(rows)) {
            if (execute(RowStatements.insert(table), columns, level) < level.size())
                lostItems.addVoid(table, countMissing(table, level));
        }
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
        if (rows.isEmpty()) return;
        Map<String, List<PendingRow>> alike = new LinkedHashMap<>();
        for (PendingRow row : rows)
            alike.computeIfAbsent(form(row), any -> new ArrayList<>()).add(row);
        for (List<PendingRow> group : alike.values()) {
            PendingRow any = group.getFirst();
            List<Integer> written = columns(table, any, cell -> cell != ABSENT);
            List<Integer> added = columns(table, any, cell -> cell instanceof Added);
            List<Integer> merged = columns(table, any, cell -> cell instanceof Merged);
            String sql = RowStatements.update(table, written, added, merged);
            int updated = execute(sql, RowStatements.withKey(table, written), group);
            if (updated < group.size()) countVoidUpdates(table, group, updated);
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
        int deleted = execute(RowStatements.delete(table), table.key, rows);
        voids.count(table, Kind.DELETE, rows.size() - deleted);
    }

    private List<PendingRow> countMissing(TableShape table, List<PendingRow> rows) throws SQLException {
        List<PendingRow> missed = new ArrayList<>();
        try (PreparedStatement statement = prepare(RowStatements.missing(table), table.key, rows);
                ResultSet missing = statement.executeQuery()) {
            while (missing.next()) missed.add(rows.get(missing.getInt(1) - 1));
        }
        missed.forEach(row -> countVoid(table, row));
        return missed;
    }

    private void countVoid(TableShape table, PendingRow row) {
        voids.count(table, Kind.INSERT, row.inserted ? 1 : 0);
        voids.count(table, Kind.UPDATE, row.updates);
        voids.count(table, Kind.INCREMENT, row.increments);
    }

    private int execute(String sql, List<Integer> columns, List<PendingRow> rows) throws SQLException {
        try (PreparedStatement statement = prepare(sql, columns, rows)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, List<Integer> columns, List<PendingRow> rows) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            Object[] texts = rows.stream().map(row -> text(row.cells[column])).toArray(String[]::new);
            statement.setArray(i + 1, connection.createArrayOf("text", texts));
        }
        return statement;
    }

    /** Rows of one form are written by one statement. */
    private static String form(PendingRow row) {
        StringBuilder form = new StringBuilder();
        for (Object cell : row.cells)
            form.append(cell == ABSENT ? '-' : cell instanceof Added ? '+' : cell instanceof Merged ? '|' : '=');
        return form.toString();
    }

    private static List<Integer> columns(TableShape table, PendingRow row, Predicate<@Nullable Object> which) {
        return IntStream.range(0, row.cells.length)
                .filter(column -> !table.isKey(column) && which.test(row.cells[column]))
                .boxed()
                .toList();
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
            case EnumType label -> label.getLiteral();
            case JSONB json -> json.data();
            case Added added -> Long.toString(added.amount());
            case Merged merged -> merged.more().toString();
            default -> value.toString();
        };
    }
}

package io.desifans.projection;

import static io.desifans.projection.ShapedChange.ABSENT;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.EnumType;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Runs the statements of {@link RowStatements}, each for many rows of one table. */
final class RowBatch {

    private final Connection connection;

    RowBatch(Connection connection) {
        this.connection = connection;
    }

    /** How many were inserted: those whose parents are all there. */
    int insert(TableShape table, List<PendingRow> rows) throws SQLException {
        List<Integer> columns = IntStream.range(0, table.columns.size()).boxed().toList();
        return execute(RowStatements.insert(table), columns, rows);
    }

    /** How many were updated of rows that are {@link #alike}. */
    int update(TableShape table, List<PendingRow> rows) throws SQLException {
        PendingRow any = rows.getFirst();
        List<Integer> written = columns(table, any, cell -> cell != ABSENT);
        List<Integer> added = columns(table, any, cell -> cell instanceof Added);
        List<Integer> merged = columns(table, any, cell -> cell instanceof Merged);
        String sql = RowStatements.update(table, written, added, merged);
        return execute(sql, RowStatements.withKey(table, written), rows);
    }

    /** How many were deleted. */
    int delete(TableShape table, List<PendingRow> rows) throws SQLException {
        return execute(RowStatements.delete(table), table.key, rows);
    }

    /** Those that have no row. */
    List<PendingRow> missing(TableShape table, List<PendingRow> rows) throws SQLException {
        List<PendingRow> missed = new ArrayList<>();
        try (PreparedStatement statement = prepare(RowStatements.missing(table), table.key, rows);
                ResultSet missing = statement.executeQuery()) {
            while (missing.next()) missed.add(rows.get(missing.getInt(1) - 1));
        }
        return missed;
    }

    /** The rows by what is said of them: those of one list are updated by one statement. */
    static Collection<List<PendingRow>> alike(List<PendingRow> rows) {
        Map<String, List<PendingRow>> alike = new LinkedHashMap<>();
        for (PendingRow row : rows)
            alike.computeIfAbsent(form(row), any -> new ArrayList<>()).add(row);
        return alike.values();
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

    /** A value as PostgreSQL reads it. */
    static @Nullable String text(@Nullable Object value) {
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

package io.desifans.projection;

import io.desifans.projection.ReplayReport.Difference;
import io.desifans.projection.ReplayReport.TableResult;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds two copies of the tables against each other, row by row and column by column, in constant memory. */
final class TableComparison {

    private static final int MOST_LISTED = 1000;

    private final Connection live;
    private final Connection replay;
    private final Discretion discretion = new Discretion();
    private final List<Difference> listed = new ArrayList<>();
    private final List<TableResult> tables = new ArrayList<>();
    private long differences;

    private TableComparison(Connection live, Connection replay) {
        this.live = live;
        this.replay = replay;
    }

    /**
     * Each connection's search path leads to its tables.
     *
     * @param live a connection whose transaction holds the one snapshot that all live tables are read in
     */
    static TableComparison of(Connection live, Connection replay) throws SQLException {
        TableComparison comparison = new TableComparison(live, replay);
        for (TableShape table : TableShape.ALL) comparison.compare(table);
        return comparison;
    }

    long differences() {
        return differences;
    }

    List<Difference> listed() {
        return List.copyOf(listed);
    }

    List<TableResult> tables() {
        return List.copyOf(tables);
    }

    private void compare(TableShape table) throws SQLException {
        try (TableRows left = new TableRows(live, table);
                TableRows right = new TableRows(replay, table)) {
            long before = differences;
            merge(table, left, right);
            tables.add(new TableResult(table.name, left.count(), left.hash(), differences - before));
        }
    }

    private void merge(TableShape table, TableRows left, TableRows right) throws SQLException {
        byte @Nullable [] one = left.next();
        byte @Nullable [] other = right.next();
        while (one != null || other != null) {
            int order = Arrays.equals(one, other) ? 0 : order(table, one, other);
            if (order == 0) compareRows(table, Objects.requireNonNull(one), Objects.requireNonNull(other));
            else missing(table, order < 0 ? one : other, order > 0);
            if (order <= 0) one = left.next();
            if (order >= 0) other = right.next();
        }
    }

    private static int order(TableShape table, byte @Nullable [] one, byte @Nullable [] other) {
        if (one == null) return 1;
        if (other == null) return -1;
        List<@Nullable String> left = TableRows.cells(one);
        List<@Nullable String> right = TableRows.cells(other);
        for (int part : table.key) {
            int order = Arrays.compareUnsigned(bytes(left.get(part)), bytes(right.get(part)));
            if (order != 0) return order;
        }
        return 0;
    }

    private void compareRows(TableShape table, byte[] one, byte[] other) {
        if (Arrays.equals(one, other)) return;
        List<@Nullable String> left = TableRows.cells(one);
        List<@Nullable String> right = TableRows.cells(other);
        for (int column = 0; column < left.size(); column++) {
            if (Objects.equals(left.get(column), right.get(column))) continue;
            found(new Difference(
                    table.name,
                    key(table, left),
                    table.columns.get(column).name(),
                    discretion.show(table, column, left.get(column)),
                    discretion.show(table, column, right.get(column))));
        }
    }

    private void missing(TableShape table, byte @Nullable [] row, boolean live) {
        String key = key(table, TableRows.cells(Objects.requireNonNull(row)));
        String no = ReplayReport.NO_ROW;
        found(new Difference(table.name, key, null, live ? no : ReplayReport.ROW, live ? ReplayReport.ROW : no));
    }

    private void found(Difference difference) {
        differences++;
        if (listed.size() < MOST_LISTED) listed.add(difference);
    }

    private static String key(TableShape table, List<@Nullable String> cells) {
        return table.key.stream().map(cells::get).map(String::valueOf).collect(Collectors.joining(","));
    }

    private static byte[] bytes(@Nullable String text) {
        return Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
    }
}

package io.desifans.projection;

import io.desifans.projection.TableShape.Column;
import io.desifans.projection.TableShape.Parent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The SQL of the writer: one statement for any number of rows of a table, from one text array per column. Tables carry no
 * schema, so the search path decides which copy of the 26 is written.
 */
final class RowStatements {

    private RowStatements() {}

    /** Inserts the rows whose parents are all there. */
    static String insert(TableShape table) {
        List<Integer> columns = IntStream.range(0, table.columns.size()).boxed().toList();
        return "insert into " + TableShape.quoted(table.name) + " (" + names(table, columns) + ") select "
                + columns.stream().map(column -> value(table, column)).collect(Collectors.joining(", "))
                + from(table, columns) + where(parentsAreThere(table, columns));
    }

    /**
     * Updates rows, if the parents it would move them to are there.
     *
     * @param written the columns that get a value, besides the key
     * @param added those of them that get an amount more
     * @param merged those of them that get names within their JSON
     */
    static String update(TableShape table, List<Integer> written, List<Integer> added, List<Integer> merged) {
        String set = written.stream()
                .map(column -> {
                    String name = table.columns.get(column).quoted();
                    String before = added.contains(column)
                            ? "t." + name + " + "
                            : merged.contains(column) ? "coalesce(t." + name + ", '{}') || " : "";
                    return name + " = " + before + value(table, column);
                })
                .collect(Collectors.joining(", "));
        return "update " + TableShape.quoted(table.name) + " t set " + set + from(table, withKey(table, written))
                + where(Stream.concat(Stream.of(sameRow(table)), parentsAreThere(table, written)));
    }

    static String delete(TableShape table) {
        return "delete from " + TableShape.quoted(table.name) + " t using" + unnest(table, table.key, "")
                + where(Stream.of(sameRow(table)));
    }

    /** The places, from 1, of the keys that have no row. */
    static String missing(TableShape table) {
        return "select r.place from" + unnest(table, table.key, "place") + " where not exists (select 1 from "
                + TableShape.quoted(table.name) + " t" + where(Stream.of(sameRow(table))) + ")";
    }

    /** The places, from 1, of the keys that have a row, with the keys of the rows that it stands below. */
    static String above(TableShape table) {
        String keys = table.parents.stream()
                .map(parent -> ", t." + table.columns.get(parent.column()).quoted() + "::text")
                .collect(Collectors.joining());
        return "select r.place" + keys + " from" + unnest(table, table.key, "place") + " join "
                + TableShape.quoted(table.name) + " t on "
                + sameRow(table);
    }

    static List<Integer> withKey(TableShape table, List<Integer> columns) {
        return Stream.concat(table.key.stream(), columns.stream()).distinct().toList();
    }

    private static String from(TableShape table, List<Integer> columns) {
        return " from" + unnest(table, columns, "");
    }

    private static String unnest(TableShape table, List<Integer> columns, String place) {
        String arrays = columns.stream().map(column -> "?::text[]").collect(Collectors.joining(", "));
        return " unnest(" + arrays + ")" + (place.isEmpty() ? "" : " with ordinality") + " as r("
                + names(table, columns) + (place.isEmpty() ? "" : ", " + place) + ")";
    }

    private static String names(TableShape table, List<Integer> columns) {
        return columns.stream().map(table.columns::get).map(Column::quoted).collect(Collectors.joining(", "));
    }

    private static String value(TableShape table, int column) {
        Column shape = table.columns.get(column);
        return "r." + shape.quoted() + "::" + shape.type();
    }

    private static String sameRow(TableShape table) {
        return table.key.stream()
                .map(column -> "t." + table.columns.get(column).quoted() + " = " + value(table, column))
                .collect(Collectors.joining(" and "));
    }

    private static Stream<String> parentsAreThere(TableShape table, List<Integer> columns) {
        return table.parents.stream()
                .filter(parent -> columns.contains(parent.column()))
                .map(parent -> parentIsThere(table, parent));
    }

    private static String parentIsThere(TableShape table, Parent parent) {
        Column column = table.columns.get(parent.column());
        String there = "exists (select 1 from " + TableShape.quoted(parent.table()) + " p where p."
                + TableShape.quoted(parent.keyColumn()) + " = " + value(table, parent.column()) + ")";
        return column.required() ? there : "(r." + column.quoted() + " is null or " + there + ")";
    }

    private static String where(Stream<String> conditions) {
        String all = conditions.collect(Collectors.joining(" and "));
        return all.isEmpty() ? "" : " where " + all;
    }
}

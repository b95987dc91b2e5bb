package io.desifans.projection;

import io.desifans.projection.RowChange.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many changes had no row to change, or no parent to stand below, by table and kind. They are counted and forgotten. */
public final class VoidChanges {

    private static final String ADD = """
            insert into projection.void_change as c (table_name, kind, changes) values (?, ?, ?)
            on conflict (table_name, kind) do update set changes = c.changes + excluded.changes""";

    private static final String STORED = "select coalesce(sum(changes), 0) from projection.void_change";

    record Of(String table, Kind kind) implements Comparable<Of> {
        @Override
        public int compareTo(Of other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : kind.compareTo(other.kind);
        }
    }

    private final Map<Of, Long> counts = new TreeMap<>();

    void count(TableShape table, Kind kind, long changes) {
        if (changes != 0) counts.merge(new Of(table.name, kind), changes, Long::sum);
    }

    /** The counts by table and kind: {@code post UPDATE}. */
    Map<String, Long> byName() {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((of, changes) -> named.put(of.table() + ' ' + of.kind(), changes));
        return named;
    }

    /** What {@link #byName} has told of. */
    static VoidChanges named(Map<String, Long> named) {
        VoidChanges voids = new VoidChanges();
        named.forEach((name, changes) -> {
            int space = name.indexOf(' ');
            voids.counts.put(new Of(name.substring(0, space), Kind.valueOf(name.substring(space + 1))), changes);
        });
        return voids;
    }

    void addAll(VoidChanges others) {
        others.counts.forEach((of, changes) -> counts.merge(of, changes, Long::sum));
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Adds them to what was counted before, in the caller's transaction. */
    void store(Connection connection) throws SQLException {
        if (counts.isEmpty()) return;
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Of, Long> count : counts.entrySet()) {
                add.setString(1, count.getKey().table());
                add.setString(2, count.getKey().kind().name().toLowerCase(Locale.ROOT));
                add.setLong(3, count.getValue());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** In place of what was counted before. */
    void replace(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from projection.void_change");
        }
        store(connection);
    }

    /** How many were counted in all. */
    static long stored(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STORED);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}

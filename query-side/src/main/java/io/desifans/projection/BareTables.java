package io.desifans.projection;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema without what makes it slow to fill them: indexes and constraints are taken from the tables as the
 * migrations have made them, and made again when the tables are full.
 */
public final class BareTables {

    private static final String PARTS = """
            select c.conrelid::regclass::text as owner, c.contype = 'f' as foreign_key, c.conname as name,
                   format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as removal,
                   format('alter table %s add constraint %I ', c.conrelid::regclass, c.conname)
                       || pg_get_constraintdef(c.oid) as making
              from pg_constraint c join pg_namespace n on n.oid = c.connamespace
             where n.nspname = any (?) and c.conrelid::regclass::text not like '%flyway%' and c.contype = any (?::"char"[])
            union all
            select i.indrelid::regclass::text, false, x.relname,
                   format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
              from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
                   join pg_class x on x.oid = i.indexrelid
             where n.nspname = any (?) and t.relname <> 'flyway_schema_history' and not i.indisprimary
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype = 'u')
             order by foreign_key desc, owner, name""";
    private static final String LARGEST_FIRST =
            "select t from unnest(?::text[]) as t order by pg_table_size(t::regclass) desc";
    private static final String CATALOG = "set local search_path to pg_catalog; ";
    private static final String UNLIMITED_CATALOG = Transactions.UNLIMITED + CATALOG;
    private static final String MAKING = UNLIMITED_CATALOG + "set local maintenance_work_mem to '128MB'";
    private static final String INTEGRITY_VIOLATED = "23";

    /**
     * An index or a constraint.
     *
     * @param removal the statement that takes it from its table
     * @param making the statement that gives it back
     */
    record Part(String owner, boolean foreignKey, String name, String removal, String making) {}

    private final DataSource database;
    private final List<Part> parts;

    private BareTables(DataSource database, List<Part> parts) {
        this.database = database;
        this.parts = parts;
    }

    /**
     * Leaves the tables of a copy their primary keys, and notes in its bookmark what was taken.
     *
     * @param taken what the tables were already without, though some of it may have been made again; null if nothing
     */
    static BareTables strip(DataSource database, String schema, @Nullable List<Part> taken) throws SQLException {
        return Transactions.run(database, UNLIMITED_CATALOG, connection -> {
            List<Part> there = removed(connection, schema, "f", "u");
            if (taken == null) Bookmark.bare(connection, schema, there);
            return new BareTables(database, taken == null ? there : taken);
        });
    }

    /** Leaves them nothing. */
    public static BareTables stripAll(DataSource database, String schema) throws SQLException {
        return Transactions.run(
                database, CATALOG, connection -> new BareTables(database, removed(connection, schema, "f", "u", "p")));
    }

    private static List<Part> removed(Connection connection, String schema, String... constraints) throws SQLException {
        List<Part> parts = parts(connection, schema, constraints);
        execute(connection, parts.stream().map(Part::removal).toList());
        return parts;
    }

    /**
     * Makes them again, and tells the planner what the tables hold.
     *
     * @param makers how many tables at the same time
     * @throws Undecided if a row contradicts one of them
     */
    public void restore(int makers) throws SQLException {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        Map<String, List<String>> checks = new LinkedHashMap<>();
        List<String> foreignKeys = new ArrayList<>();
        for (Part part : parts) {
            if (part.foreignKey) {
                foreignKeys.add(part.making + " not valid");
                of(part, checks).add("alter table " + part.owner + " validate constraint \"" + part.name + '"');
            } else {
                of(part, indexes).add(part.making);
            }
        }
        indexes.forEach((owner, making) -> making.add("analyze " + owner));
        inParallel(makers, indexes);
        make(foreignKeys);
        inParallel(makers, checks);
    }

    private static List<String> of(Part part, Map<String, List<String>> statements) {
        return statements.computeIfAbsent(part.owner, any -> new ArrayList<>());
    }

    private void inParallel(int makers, Map<String, List<String>> byOwner) throws SQLException {
        List<Callable<Boolean>> work =
                Transactions.run(
                                database,
                                CATALOG,
                                connection -> largestFirst(
                                        connection, byOwner.keySet().toArray()))
                        .stream()
                        .map(byOwner::get)
                        .<Callable<Boolean>>map(statements -> () -> make(statements))
                        .toList();
        PipelinedPages.inOrder(makers, work.size(), work.iterator(), done -> {});
    }

    private boolean make(List<String> statements) throws SQLException {
        try {
            return Transactions.run(database, MAKING, connection -> execute(connection, statements));
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith(INTEGRITY_VIOLATED)) throw e;
            throw new Undecided("a constraint does not hold: " + Failure.of(e).message());
        }
    }

    private static boolean execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
            return true;
        }
    }

    private static List<String> largestFirst(Connection connection, Object[] tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LARGEST_FIRST)) {
            select.setArray(1, connection.createArrayOf("text", tables));
            List<String> ordered = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) ordered.add(row.getString(1));
            }
            return ordered;
        }
    }

    private static List<Part> parts(Connection connection, String schema, String... constraints) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            Object[] schemas = {schema, ReadModelSchema.platformOf(schema)};
            select.setArray(1, connection.createArrayOf("text", schemas));
            select.setArray(2, connection.createArrayOf("text", constraints));
            select.setArray(3, connection.createArrayOf("text", schemas));
            List<Part> parts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next())
                    parts.add(new Part(
                            row.getString("owner"),
                            row.getBoolean("foreign_key"),
                            row.getString("name"),
                            row.getString("removal"),
                            row.getString("making")));
            }
            return parts;
        }
    }
}

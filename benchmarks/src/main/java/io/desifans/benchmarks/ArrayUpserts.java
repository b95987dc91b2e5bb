package io.desifans.benchmarks;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL takes to store the rows of the live tables as they are in the end, with all keys and indexes there: one
 * connection, one prepared statement per table, so many rows from arrays in a transaction.
 */
final class ArrayUpserts {

    static final String SCHEMA = "upserted";

    /** Each after those its rows stand below, which have more of the tables above them. */
    private static final String TABLES = """
            with recursive above as (
                select c.oid, 0 as level from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in ('read_model', 'platform') and c.relkind = 'r' and c.relname not like 'flyway%'
                 union
                select f.conrelid, above.level + 1 from above join pg_constraint f
                    on f.contype = 'f' and f.confrelid = above.oid and f.conrelid <> f.confrelid)
            select quote_ident(relname) as name, max(level) as level from above join pg_class using (oid)
             group by 1 order by 2, 1""";

    private static final String COLUMNS = """
            select quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
                   coalesce(a.attnum = any (i.indkey), false) as key
              from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
             where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum""";

    private record Column(String name, String type, boolean key) {}

    /** @param rows the texts of each batch's columns */
    private record Table(String upsert, List<String[][]> rows) {}

    private final DataSource database;
    private final List<Table> tables = new ArrayList<>();
    private final int batch;

    /** Takes the rows that the live tables have now. */
    ArrayUpserts(DataSource database, int batch) throws SQLException {
        this.database = database;
        this.batch = batch;
        for (String live : tables(database)) {
            List<Column> columns = JdbcClient.create(database)
                    .sql(COLUMNS)
                    .param(live)
                    .query(Column.class)
                    .list();
            tables.add(new Table(upsert(live, columns), rows(live, columns)));
        }
    }

    private static List<String> tables(DataSource database) {
        return JdbcClient.create(database)
                .sql(TABLES)
                .query((row, number) -> row.getString("name"))
                .list();
    }

    /** Takes all rows out of the live tables. */
    static void empty(DataSource database) {
        JdbcClient.create(database)
                .sql("truncate " + String.join(", ", tables(database)))
                .update();
    }

    private static String upsert(String table, List<Column> columns) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String key = columns.stream().filter(Column::key).map(Column::name).collect(Collectors.joining(", "));
        String others = columns.stream()
                .filter(column -> !column.key())
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return "insert into " + table + " (" + names + ") select "
                + columns.stream()
                        .map(column -> "r." + column.name() + "::" + column.type())
                        .collect(Collectors.joining(", "))
                + " from unnest(" + columns.stream().map(column -> "?::text[]").collect(Collectors.joining(", "))
                + ") as r(" + names + ") on conflict (" + key + ") do "
                + (others.isEmpty() ? "nothing" : "update set " + others);
    }

    private List<String[][]> rows(String live, List<Column> columns) throws SQLException {
        String texts = columns.stream().map(column -> column.name() + "::text").collect(Collectors.joining(", "));
        List<String[][]> batches = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + texts + " from " + live + order(columns))) {
            int at = batch;
            while (row.next()) {
                if (at == batch) {
                    batches.add(new String[columns.size()][batch]);
                    at = 0;
                }
                for (int column = 0; column < columns.size(); column++)
                    batches.getLast()[column][at] = row.getString(column + 1);
                at++;
            }
            if (!batches.isEmpty())
                for (int column = 0; column < columns.size(); column++)
                    batches.getLast()[column] = Arrays.copyOf(batches.getLast()[column], at);
        }
        return batches;
    }

    /** As rows come about, so that one that stands below another of its table comes after it. */
    private static String order(List<Column> columns) {
        return columns.stream().anyMatch(column -> column.name().equals("\"createdAt\""))
                ? " order by \"createdAt\", " + columns.getFirst().name()
                : "";
    }

    /** How long it takes; what is stored stays until the next time. */
    double seconds() throws SQLException {
        JdbcClient.create(database)
                .sql("drop schema if exists " + ReadModelSchema.searchPath(SCHEMA) + " cascade")
                .update();
        ReadModelSchema.migrate(database, SCHEMA);
        long start = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (Table table : tables)
                try (PreparedStatement upsert = connection.prepareStatement(table.upsert())) {
                    for (String[][] columns : table.rows()) store(connection, upsert, columns);
                }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The commit does not wait for the disk, as that of the live path does not. */
    private static void store(Connection connection, PreparedStatement upsert, String[][] columns) throws SQLException {
        begin(connection, SCHEMA);
        for (int column = 0; column < columns.length; column++)
            upsert.setArray(column + 1, connection.createArrayOf("text", columns[column]));
        upsert.executeUpdate();
        connection.commit();
    }

    private static void begin(Connection connection, String schema) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("set local synchronous_commit to off; set local search_path to "
                    + ReadModelSchema.searchPath(schema));
        }
    }

    /** How many rows are stored by it. */
    long rows() throws SQLException {
        return counts(SCHEMA).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows of each table in a schema of them. */
    Map<String, Long> counts(String schema) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            begin(connection, schema);
            for (String table : tables(database))
                try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            connection.rollback();
        }
        return counts;
    }
}

package io.desifans.benchmarks;

import io.desifans.db.ReadModelSchema;
import io.desifans.projection.BareTables;
import io.desifans.projection.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL itself takes to load the rows of the live tables: COPY into empty tables, then all keys and indexes. */
final class ReferenceLoad {

    private static final String SCHEMA = "reference";
    private static final String TABLES = """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_schema in ('read_model', 'platform') and table_name not like 'flyway%' order by 1""";

    private record Table(String name, Path rows) {}

    private final DataSource database;
    private final List<Table> tables = new ArrayList<>();

    /** @param folder for files of the rows */
    ReferenceLoad(DataSource database, Path folder) throws SQLException, IOException {
        this.database = database;
        for (String live :
                JdbcClient.create(database).sql(TABLES).query(String.class).list()) {
            Path rows = Files.createTempFile(folder, "rows", ".copy");
            try (Connection connection = database.getConnection();
                    OutputStream file = Files.newOutputStream(rows)) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + live + " to stdout", file);
            }
            String name = live.replaceFirst("^read_model", SCHEMA)
                    .replaceFirst("^platform", ReadModelSchema.platformOf(SCHEMA));
            tables.add(new Table(name, rows));
        }
    }

    /** Rows in all tables together. */
    long rows() throws SQLException {
        long rows = 0;
        for (Table table : tables)
            rows += JdbcClient.create(database)
                    .sql("select count(*) from " + table.name())
                    .query(Long.class)
                    .single();
        return rows;
    }

    /** How long one load takes; what it loaded stays until the next. */
    double seconds() throws SQLException, IOException {
        JdbcClient.create(database)
                .sql("drop schema if exists " + ReadModelSchema.searchPath(SCHEMA) + " cascade")
                .update();
        ReadModelSchema.migrate(database, SCHEMA);
        BareTables empty = BareTables.stripAll(database, SCHEMA);
        long start = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (Table table : tables) {
                try (InputStream rows = Files.newInputStream(table.rows())) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + table.name() + " from stdin", rows, 1 << 16);
                }
            }
            connection.commit();
        }
        empty.restore(Pace.ALONE.makers());
        return (System.nanoTime() - start) / 1e9;
    }
}

package io.desifans.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** All that is stored anywhere in the database. */
final class EveryTable {

    private EveryTable() {}

    /** Every table that has this text somewhere in a row. */
    static List<String> with(DataSource database, String text) throws SQLException {
        List<String> places = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet rows = statement.executeQuery(
                        "select count(*) from " + table + " r where r::text ilike '%" + text + "%'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) places.add(table);
                }
            }
        }
        return places;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """)) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        return tables;
    }
}

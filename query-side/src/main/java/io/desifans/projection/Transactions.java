package io.desifans.projection;

import io.desifans.db.ReadModelSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Transactions that write a copy of the tables. */
final class Transactions {

    /** Work in a transaction, rolled back if it throws. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Rows and their parents are looked up by key. A plan kept from when a table was small would otherwise read all of it
     * for every batch long after it has grown.
     */
    private static final String BY_KEY =
            "set local enable_seqscan to off; set local enable_hashjoin to off; set local enable_mergejoin to off";

    /** Beginning of a transaction that takes as long as it takes. */
    static final String UNLIMITED = "select set_config(name, '0', true) from pg_settings where name in"
            + " ('transaction_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'); ";

    private Transactions() {}

    /**
     * Writes the tables of a schema. The commit does not wait for the disk: the position lies in the same transaction as
     * the rows, so after a crash both are as old as each other, and the work is done again.
     */
    static <T> T writing(DataSource database, String schema, Work<T> work) throws SQLException {
        return run(database, pathTo(schema) + "; set local synchronous_commit to off; " + BY_KEY, work);
    }

    /** The same for as much work at once as takes long. */
    static <T> T filling(DataSource database, String schema, Work<T> work) throws SQLException {
        return run(database, UNLIMITED + pathTo(schema) + "; set local synchronous_commit to off; " + BY_KEY, work);
    }

    static String pathTo(String schema) {
        return "set local search_path to " + ReadModelSchema.searchPath(schema);
    }

    /** Runs work that begins with these statements. The pool gives the connection its own state back. */
    static <T> T run(DataSource database, String beginning, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute(beginning);
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

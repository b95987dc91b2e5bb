package io.desifans.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Transactions that write a copy of the 26 tables. */
final class Transactions {

    /** Work in a transaction, rolled back if it throws. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private Transactions() {}

    /**
     * Commits without waiting for the disk: the position lies in the same transaction as the rows, so after a crash both
     * are as old as each other, and the work is done again.
     *
     * @param schema whose tables are written
     */
    static <T> T writing(DataSource database, String schema, Work<T> work) throws SQLException {
        return run(
                database,
                "set local search_path to " + TableShape.quoted(schema) + "; set local synchronous_commit to off",
                work);
    }

    /** Runs work that begins with these statements. */
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
            } finally {
                restore(connection);
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

    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed()) connection.setAutoCommit(true);
    }
}

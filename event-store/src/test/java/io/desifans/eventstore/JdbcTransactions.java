package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;

/** The plainest transactions that the stock engine can be given: one connection per thread and transaction. */
final class JdbcTransactions implements TransactionManager, ConnectionProvider {

    private final DataSource database;
    private final ThreadLocal<Connection> current = new ThreadLocal<>();

    JdbcTransactions(DataSource database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = current.get();
        if (connection == null) return database.getConnection();
        return OpenTransaction.proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    @Override
    public Transaction startTransaction() {
        try {
            Connection connection = database.getConnection();
            connection.setAutoCommit(false);
            current.set(connection);
            return new Transaction() {
                @Override
                public void commit() {
                    end(connection, Connection::commit);
                }

                @Override
                public void rollback() {
                    end(connection, Connection::rollback);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface End {
        void of(Connection connection) throws SQLException;
    }

    private void end(Connection connection, End end) {
        current.remove();
        try (connection) {
            end.of(connection);
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

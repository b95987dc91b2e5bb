package io.desifans.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts how often a caller waits for the database: each statement, each batch, each end of a transaction. */
final class RoundTrips {

    private final DataSource database;
    private final AtomicInteger number = new AtomicInteger();

    RoundTrips(DataSource database) {
        this.database = database;
    }

    int number() {
        return number.get();
    }

    DataSource counted() {
        return OpenTransaction.proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(database, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    private Connection counted(Connection connection) {
        return OpenTransaction.proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("commit") || method.getName().equals("rollback")) number.incrementAndGet();
            Object result = method.invoke(connection, arguments);
            if (result instanceof PreparedStatement prepared) return counted(PreparedStatement.class, prepared);
            return result instanceof Statement statement ? counted(Statement.class, statement) : result;
        });
    }

    private <T extends Statement> T counted(Class<T> type, T statement) {
        return OpenTransaction.proxy(type, (method, arguments) -> {
            if (method.getName().startsWith("execute")) number.incrementAndGet();
            return method.invoke(statement, arguments);
        });
    }
}

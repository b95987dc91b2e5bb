package io.desifans.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** A transaction that a test holds open. The engine on it believes that it works in autocommit. */
final class OpenTransaction implements AutoCloseable {

    private final Connection connection;
    private final EventStorageEngine engine;
    private boolean broken;

    OpenTransaction(EngineUnderTest tested) throws SQLException {
        connection = tested.database().getConnection();
        connection.setAutoCommit(false);
        engine = tested.engineOn(proxy(DataSource.class, (method, arguments) -> held()));
    }

    EventStorageEngine engine() {
        return engine;
    }

    /** Writes before anything is loaded or appended, as a command with another row to store does. */
    void writeSomething() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    /** The server ends it, as when it goes down. */
    void breakConnection() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pg_backend_pid())");
        } catch (SQLException expected) {
            broken = true;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        if (!broken) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.close();
    }

    private Connection held() {
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "close", "setAutoCommit", "commit", "rollback" -> null;
            case "isClosed" -> false;
            case "getAutoCommit" -> true;
            default -> method.invoke(connection, arguments);
        });
    }

    interface Call {
        Object on(java.lang.reflect.Method method, Object[] arguments)
                throws ReflectiveOperationException, SQLException;
    }

    static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return call.on(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}

package io.desifans.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import javax.sql.DataSource;

/** Counts how often a thread waits for the database: each statement, and each end of a transaction. */
final class Statements {

    private final ThreadLocal<Integer> number = ThreadLocal.withInitial(() -> 0);

    int ofThisThread() {
        return number.get();
    }

    DataSource counted(DataSource database) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = invoke(method, database, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    private Connection counted(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit") || method.getName().equals("rollback")) count();
            Object result = invoke(method, connection, arguments);
            if (result instanceof PreparedStatement prepared) return counted(PreparedStatement.class, prepared);
            return result instanceof Statement statement ? counted(Statement.class, statement) : result;
        });
    }

    private <T extends Statement> T counted(Class<T> type, T statement) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) count();
            return invoke(method, statement, arguments);
        });
    }

    private void count() {
        number.set(number.get() + 1);
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

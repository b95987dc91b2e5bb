package io.desifans.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A pool that counts what is executed for requests, whoever made it. */
public final class CountedStatements extends HikariDataSource {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicReference<String> LAST = new AtomicReference<>();

    CountedStatements(HikariConfig config) {
        super(config);
    }

    /** From now on. */
    public static void none() {
        NUMBER.set(0);
    }

    public static int number() {
        return NUMBER.get();
    }

    /** What a request asked last, with its values. */
    public static String last() {
        return LAST.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection pooled = super.getConnection();
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = method.invoke(pooled, arguments);
            return method.getName().equals("prepareStatement") ? counted((PreparedStatement) result) : result;
        });
    }

    private static PreparedStatement counted(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")
                    && Thread.currentThread().getName().startsWith("http-")) {
                NUMBER.incrementAndGet();
                LAST.set(statement.unwrap(PreparedStatement.class).toString());
            }
            return method.invoke(statement, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        InvocationHandler own = (self, method, arguments) -> {
            try {
                return handler.invoke(self, method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, own));
    }
}

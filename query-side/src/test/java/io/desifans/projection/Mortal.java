package io.desifans.projection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The database as a process uses it that is killed: from one moment on it commits nothing any more. */
final class Mortal {

    /** What nobody catches. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    private Mortal() {}

    /** @param commits how many transactions it commits; it dies when it has done all that the next one is about */
    static DataSource after(int commits, DataSource source) {
        AtomicInteger left = new AtomicInteger(commits);
        return proxy(DataSource.class, (method, args) -> {
            Object result = method.invoke(source, args);
            return result instanceof Connection connection ? mortal(connection, left) : result;
        });
    }

    private static Connection mortal(Connection connection, AtomicInteger left) {
        return proxy(Connection.class, (method, args) -> {
            if (method.getName().equals("commit") && left.getAndDecrement() <= 0) throw new Killed();
            return method.invoke(connection, args);
        });
    }

    private interface Call {
        Object of(java.lang.reflect.Method method, Object[] args) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return call.of(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}

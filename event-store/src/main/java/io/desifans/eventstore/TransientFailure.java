package io.desifans.eventstore;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Failures that pass by themselves: lost connections, serialisation, deadlocks, full disks, a server that goes down. */
public final class TransientFailure {

    private TransientFailure() {}

    /** A failure that passes by itself although it is none of the database's. */
    public interface Passing {}

    /** Whether the same work may succeed when it is repeated unchanged. */
    public static boolean is(Throwable failure) {
        SQLException sql = sqlCause(failure);
        if (sql == null) return isPassing(failure);
        if (sql instanceof SQLTransientException || sql instanceof SQLRecoverableException) return true;
        String state = sqlState(failure);
        // The server always gives a state: without one it is the pool that could not give, or lost, a connection.
        if (state.isEmpty()) return true;
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // connection, rollback (serialisation, deadlock), resources (disk full, too many connections), input/output
            case "08", "40", "53", "58" -> true;
            // operator: query cancelled by its timeout, shutdown, crash; timeouts of a transaction; a lock not had in
            // time
            case "57" -> !state.equals("57P04");
            case "25" -> state.equals("25P03") || state.equals("25P04");
            case "55" -> state.equals("55P03");
            default -> false;
        };
    }

    /** One that another node has met, of this class. */
    public static RuntimeException elsewhere(String kind) {
        return new StoreUnreachable("another node met " + kind, null);
    }

    private static boolean isPassing(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof Passing) return true;
        }
        return false;
    }

    /** The SQL state of the failure; empty if it did not come from the database. */
    static String sqlState(Throwable failure) {
        SQLException sql = sqlCause(failure);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql) return sql;
        }
        return null;
    }
}

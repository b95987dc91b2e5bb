package io.desifans.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The moment when every process and the read model have come to the end of the log, and nothing follows. */
final class Drained {

    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
    private static final String DONE = "select coalesce(min(seq), 0) from event_store.token";
    private static final String LAST = "select coalesce(max(seq), 0) from event_store.event";

    private Drained() {}

    /** Where the log lies in the database. */
    static void await(DataSource database) throws SQLException {
        await(database, () -> {
            try (Connection connection = database.getConnection()) {
                return number(connection, LAST);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** @param last the number of the log's last event, asked after what is done: so nothing can come between */
    static void await(DataSource database, LongSupplier last) throws SQLException {
        long reached = -1;
        Instant since = Instant.now();
        try (Connection connection = database.getConnection()) {
            for (long done = number(connection, DONE); done < last.getAsLong(); done = number(connection, DONE)) {
                if (done != reached) since = Instant.now();
                reached = done;
                if (Duration.between(since, Instant.now()).compareTo(LONGEST_STANDSTILL) > 0)
                    throw new IllegalStateException("a process stands still before the end of the log");
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}

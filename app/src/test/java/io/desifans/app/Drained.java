package io.desifans.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The moment when every process and the read model have come to the end of the log, and nothing follows. */
final class Drained {

    private static final Duration LONGEST = Duration.ofMinutes(2);
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
        Instant begin = Instant.now();
        try (Connection connection = database.getConnection()) {
            while (number(connection, DONE) < last.getAsLong()) {
                if (Duration.between(begin, Instant.now()).compareTo(LONGEST) > 0)
                    throw new IllegalStateException("the processes do not come to the end of the log");
                Thread.onSpinWait();
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

package io.desifans.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** The moment when every process and the read model have come to the end of the log, and nothing follows. */
final class Drained {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String BEHIND = """
            select coalesce(min(seq), 0) < (select coalesce(max(seq), 0) from event_store.event)
              from event_store.token""";

    private Drained() {}

    static void await(DataSource database) throws SQLException {
        Instant begin = Instant.now();
        try (Connection connection = database.getConnection()) {
            while (isBehind(connection)) {
                if (Duration.between(begin, Instant.now()).compareTo(LONGEST) > 0)
                    throw new IllegalStateException("the processes do not come to the end of the log");
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isBehind(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(BEHIND)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

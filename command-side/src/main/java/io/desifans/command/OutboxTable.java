package io.desifans.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A table of what waits to be sent. What has ended stays in it for two days, so that nothing that is done again asks for it
 * again; what could not be sent for a day is not sent any more.
 */
public final class OutboxTable {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration REMEMBERED = Duration.ofDays(2);

    /** What is done with a statement whose values are set. */
    public interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private final String table;
    private final DataSource database;
    private final Clock clock;

    /** @param table with its schema; it has a column {@code ended_at} */
    public OutboxTable(String table, DataSource database, Clock clock) {
        this.table = table;
        this.database = database;
        this.clock = clock;
    }

    /** Whether what was asked for at this time is not sent any more. */
    public boolean isTooOld(Instant askedAt) {
        return askedAt.plus(LONGEST_WAIT).isBefore(clock.instant());
    }

    /** Clears away what has ended long ago. */
    public void forgetEnded() {
        run(
                "delete from " + table + " where ended_at < ?",
                PreparedStatement::executeUpdate,
                utc(clock.instant().minus(REMEMBERED)));
    }

    /** @throws DataAccessResourceFailureException if the database does not do it */
    public <T> T run(String sql, Work<T> work, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            return work.on(statement);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(table + " cannot be reached", e);
        }
    }

    /** A time as a value of a statement. */
    public static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}

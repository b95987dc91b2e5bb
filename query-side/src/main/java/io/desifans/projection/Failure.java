package io.desifans.projection;

import io.desifans.eventstore.TransientFailure;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why an event could not be applied, without any value: neither the database's own sentences, which quote them, nor the
 * text of exceptions.
 *
 * @param cause the class of the exception
 * @param sqlState PostgreSQL's code, if it was the database that refused
 * @param message the table, column and constraint, or where in our code it was thrown
 */
record Failure(String cause, @Nullable String sqlState, String message) {

    private static final String QUERY_CANCELLED = "57014";

    private static final int LONGEST = 200;

    static Failure of(Throwable thrown) {
        SQLException sql = sqlCause(thrown);
        String message = sql != null ? refusal(sql) : isOurs(thrown) ? thrown.getMessage() : place(thrown);
        String text = Objects.requireNonNullElse(message, "");
        return new Failure(
                thrown.getClass().getName(),
                sql == null ? null : sql.getSQLState(),
                text.substring(0, Math.min(text.length(), LONGEST)));
    }

    /**
     * Whether the same work may succeed if it is only done again. Such a failure is never the event's fault. A statement
     * that ran too long is no such failure: cut down to one event it is either quick or will never end.
     */
    static boolean isTransient(Throwable thrown) {
        SQLException sql = sqlCause(thrown);
        return TransientFailure.is(thrown) && sql != null && !QUERY_CANCELLED.equals(sql.getSQLState());
    }

    /** For a log line or the health page. */
    String sentence() {
        return cause + (sqlState == null ? "" : " " + sqlState) + ": " + message;
    }

    /** Whether its text is one of ours, which names no value. */
    private static boolean isOurs(Throwable thrown) {
        return thrown instanceof UnfitChange || thrown instanceof ParkingFull;
    }

    private static @Nullable SQLException sqlCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql) return sql;
        return null;
    }

    private static String refusal(SQLException sql) {
        ServerErrorMessage server = sql instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        if (server == null) return "refused by the database";
        String names = Stream.of(
                        named("table", server.getTable()),
                        named("column", server.getColumn()),
                        named("constraint", server.getConstraint()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? named("routine", server.getRoutine()) : names;
    }

    private static String named(String what, @Nullable String name) {
        return name == null ? "" : what + " " + name;
    }

    private static String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.desifans."))
                .findFirst()
                .map(frame -> "at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("outside our code");
    }
}

package io.desifans.web;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A failure fit for the log: its types and its stack, but none of its messages, because they may quote a person's data. */
final class WithoutMessages extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    private WithoutMessages(String name, @Nullable Throwable cause) {
        super(name, cause, false, true);
    }

    static Throwable of(Throwable failure) {
        return of(failure, DEEPEST);
    }

    private static Throwable of(Throwable failure, int deepest) {
        Throwable cause = failure.getCause();
        String name = failure instanceof SQLException sql
                ? failure.getClass().getName() + ", SQLSTATE " + sql.getSQLState()
                : failure.getClass().getName();
        Throwable bare = new WithoutMessages(name, cause == null || deepest == 0 ? null : of(cause, deepest - 1));
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}

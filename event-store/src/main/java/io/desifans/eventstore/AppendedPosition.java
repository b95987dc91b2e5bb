package io.desifans.eventstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the events lie that this thread appended last, for the answer to the command that made them. */
public final class AppendedPosition {

    private static final ThreadLocal<@Nullable LogPosition> LAST = new ThreadLocal<>();

    private AppendedPosition() {}

    /** The position of the last event this thread appended since the last call; empty if there was none. */
    public static Optional<LogPosition> takeFromThread() {
        Optional<LogPosition> last = Optional.ofNullable(LAST.get());
        LAST.remove();
        return last;
    }

    static void leaveInThread(LogPosition position) {
        LAST.set(position);
    }
}

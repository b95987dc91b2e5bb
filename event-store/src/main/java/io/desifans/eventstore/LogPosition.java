package io.desifans.eventstore;

import java.util.OptionalLong;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * A place in the event log: everything up to it is done, nothing after it. To clients its text form is opaque.
 *
 * @param epoch raised by every restore to an earlier point, because numbers are then issued a second time
 * @param seq the number of the last event covered; 0 before the first
 */
public record LogPosition(int epoch, long seq) implements TrackingToken, Comparable<LogPosition> {

    /** Before the first event of the first epoch. */
    public static final LogPosition START = new LogPosition(0, 0);

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #toString} wrote
     */
    public static LogPosition parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || text.length() > 40) throw new IllegalArgumentException("not a position in the log");
        try {
            LogPosition position = new LogPosition(
                    Integer.parseInt(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
            if (position.seq < 0 || !position.toString().equals(text))
                throw new IllegalArgumentException("not a position in the log");
            return position;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a position in the log", e);
        }
    }

    /** Where an event lies that was read from the log; the start, if it was not. */
    public static LogPosition of(EventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> read && read.trackingToken() instanceof LogPosition position
                ? position
                : START;
    }

    /**
     * The position that a token stands for; the start for none.
     *
     * @throws IllegalArgumentException if it is a token of another kind of log
     */
    static LogPosition of(@Nullable TrackingToken token) {
        if (token == null) return START;
        if (WrappedToken.unwrapLowerBound(token) instanceof LogPosition position) return position;
        throw new IllegalArgumentException("not a position in the log: " + token.getClass());
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return compareTo((LogPosition) other) <= 0 ? this : other;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return compareTo((LogPosition) other) >= 0 ? this : other;
    }

    @Override
    public boolean covers(TrackingToken other) {
        return other == null || compareTo((LogPosition) other) >= 0;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(seq);
    }

    @Override
    public int compareTo(LogPosition other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(seq, other.seq);
    }

    @Override
    public String toString() {
        return epoch + "-" + seq;
    }
}

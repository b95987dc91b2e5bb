package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** Reads pieces of the log whose end is known to be stored. */
final class LogSection {

    /** Takes events in order. */
    interface Reader {
        void take(List<TrackedEventMessage<?>> events) throws SQLException;
    }

    private static final int SECONDS_TO_WAIT = 30;
    private static final int NEAR = 500;

    private LogSection() {}

    /** Hands on the events after one position up to another, that one included, in lists of at most this size. */
    static void read(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            LogPosition after,
            LogPosition upTo,
            int size,
            Reader reader)
            throws SQLException {
        if (after.covers(upTo)) return;
        try (BlockingStream<TrackedEventMessage<?>> stream = log.openStream(after)) {
            List<TrackedEventMessage<?>> events = new ArrayList<>(size);
            boolean ended = false;
            while (!ended) {
                TrackedEventMessage<?> event = next(stream);
                LogPosition position = ProjectedEvent.position(event);
                if (position.compareTo(upTo) <= 0) events.add(event);
                ended = position.covers(upTo);
                if (ended || events.size() == size) {
                    if (!events.isEmpty()) reader.take(events);
                    events = new ArrayList<>(size);
                }
            }
        }
    }

    /**
     * The events whose numbers lie after one and up to another, that one included.
     *
     * @param end the position of an event that is stored and has no lower number than these
     */
    static List<TrackedEventMessage<?>> between(
            StreamableMessageSource<TrackedEventMessage<?>> log, long after, long upTo, LogPosition end) {
        try (BlockingStream<TrackedEventMessage<?>> stream = log.openStream(new LogPosition(end.epoch(), after))) {
            List<TrackedEventMessage<?>> events = new ArrayList<>();
            for (long last = after; last < upTo; ) {
                TrackedEventMessage<?> event = next(stream);
                last = ProjectedEvent.position(event).seq();
                if (last <= upTo) events.add(event);
            }
            return events;
        }
    }

    /** The events at these positions, as the upcasters make them today. */
    static Map<LogPosition, TrackedEventMessage<?>> eventsAt(
            StreamableMessageSource<TrackedEventMessage<?>> log, SortedSet<LogPosition> positions) throws SQLException {
        Map<LogPosition, TrackedEventMessage<?>> found = new HashMap<>();
        List<LogPosition> near = new ArrayList<>();
        for (LogPosition position : positions) {
            if (!near.isEmpty() && !isNear(near.getLast(), position)) {
                collect(log, near, found);
                near.clear();
            }
            near.add(position);
        }
        if (!near.isEmpty()) collect(log, near, found);
        if (!found.keySet().containsAll(positions)) throw new IllegalStateException("an event has left the log");
        return found;
    }

    private static boolean isNear(LogPosition one, LogPosition next) {
        return one.epoch() == next.epoch() && next.seq() - one.seq() <= NEAR;
    }

    private static void collect(
            StreamableMessageSource<TrackedEventMessage<?>> log,
            List<LogPosition> wanted,
            Map<LogPosition, TrackedEventMessage<?>> found)
            throws SQLException {
        Set<LogPosition> all = Set.copyOf(wanted);
        LogPosition first = wanted.getFirst();
        LogPosition before = new LogPosition(first.epoch(), first.seq() - 1);
        read(log, before, wanted.getLast(), NEAR, events -> {
            for (TrackedEventMessage<?> event : events) {
                LogPosition position = ProjectedEvent.position(event);
                if (all.contains(position)) found.put(position, event);
            }
        });
    }

    private static TrackedEventMessage<?> next(BlockingStream<TrackedEventMessage<?>> stream) {
        try {
            if (!stream.hasNextAvailable(SECONDS_TO_WAIT, TimeUnit.SECONDS))
                throw new IllegalStateException("the log does not go on although more is known to be stored");
            return stream.nextAvailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while reading the log");
        }
    }
}

package io.desifans.eventstore;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log for all readers that have come there: whoever looks first reads it for the others, so that an append is
 * read with one statement and opened once, however many follow the log.
 */
final class LogTail {

    /** Whoever falls back further than this reads alone until it has caught up. */
    private static final int KEPT_EVENTS = 4_000;

    private final Function<LogPosition, LogCursor> cursors;
    private final NavigableMap<Long, OpenedPage> pagesByEnd = new TreeMap<>();
    private int kept;
    private long start;
    private @Nullable LogCursor cursor;

    /** @param cursors gives one that reads from a place on */
    LogTail(Function<LogPosition, LogCursor> cursors) {
        this.cursors = cursors;
    }

    /** What there is behind a place, and otherwise what to wait for. Neither, if the place lies too far back. */
    record Found(@Nullable OpenedPage page, LogCursor.@Nullable Wait pause) {

        static final Found NOTHING_ANY_MORE = new Found(null, null);
    }

    /** Whether a reader that has come to the end, or to what it was a moment ago, reads on here. */
    synchronized boolean isAt(LogPosition place) {
        if (cursor == null || isFarBehind(cursor.end(), place)) {
            cursor = cursors.apply(place);
            pagesByEnd.clear();
            kept = 0;
            start = place.seq();
        }
        return place.seq() >= start;
    }

    synchronized Found after(LogPosition place) {
        if (cursor == null || place.seq() < start) return Found.NOTHING_ANY_MORE;
        while (cursor.end().seq() <= place.seq() && cursor.mayHaveMore()) keep(cursor.look());
        Map.Entry<Long, OpenedPage> next = pagesByEnd.higherEntry(place.seq());
        return next == null ? new Found(null, cursor.next()) : new Found(next.getValue(), null);
    }

    /** Whoever has not read yet what was opened for all reads it alone. */
    synchronized void forget() {
        pagesByEnd.clear();
        kept = 0;
        if (cursor != null) start = cursor.end().seq();
    }

    private void keep(OpenedPage page) {
        int size = page.page().events().size();
        if (size == 0) return;
        pagesByEnd.put(page.page().end().seq(), page);
        kept += size;
        while (kept > KEPT_EVENTS) {
            Map.Entry<Long, OpenedPage> oldest = pagesByEnd.pollFirstEntry();
            kept -= oldest.getValue().page().events().size();
            start = oldest.getKey();
        }
    }

    /** Nobody has read on here for long. */
    private static boolean isFarBehind(LogPosition end, LogPosition place) {
        return place.seq() - end.seq() > KEPT_EVENTS;
    }
}

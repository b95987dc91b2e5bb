package io.desifans.query;

import io.desifans.eventstore.LogPosition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of thing that clients are shown as it happens. */
public interface LiveTopic {

    /**
     * @param key whose it is
     * @param at where in the log it happened
     * @param data null if it is gone meanwhile
     */
    record Item(String key, LogPosition at, @Nullable Object data) {}

    /** What the events are called that a client gets. */
    String name();

    /**
     * What has happened between two places of the log, in order, for whom.
     *
     * @param most the oldest of it, if it is more
     */
    List<Item> between(long after, long upTo, Set<String> keys, int most);
}

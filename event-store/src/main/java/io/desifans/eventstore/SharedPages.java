package io.desifans.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.eventstore.PostgresEventStorageEngine.Page;

/**
 * Lets all readers that wait at one place read what has just been stored with one statement: each append wakes more than
 * ten of them, and their statements would hold up the one that a client waits for.
 */
final class SharedPages {

    /** Of readers that wait, most wait at the same place. */
    private static final int PLACES = 8;

    private record Place(LogPosition after, long rings) {}

    private final PostgresEventStorageEngine engine;
    private final Cache<Place, Page> pages =
            Caffeine.newBuilder().maximumSize(PLACES).build();

    SharedPages(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /**
     * What is there behind a place, as it was after the bell had rung so often, or later. What ends at a hole is not
     * shared: it may go on without a ring.
     */
    Page after(LogPosition place, long rings, int limit) {
        Page page = pages.get(new Place(place, rings), key -> engine.page(place, limit));
        return page.atHole() ? engine.page(place, limit) : page;
    }
}

package io.desifans.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.eventstore.PostgresEventStorageEngine.Page;

/**
 * Lets all readers that wait at one place read what has just been stored with one statement, and open it once: each append
 * wakes more than twenty of them, and their work would hold up the one that a client waits for.
 */
final class SharedPages {

    /** Of readers that wait, most wait at the same place. */
    private static final int PLACES = 8;

    private record Place(LogPosition after, long rings) {}

    private final PostgresEventStorageEngine engine;
    private final Cache<Place, OpenedPage> pages =
            Caffeine.newBuilder().maximumSize(PLACES).build();

    SharedPages(PostgresEventStorageEngine engine) {
        this.engine = engine;
    }

    /**
     * What is there behind a place, as it was after the bell had rung so often, or later. What ends at a hole is not
     * shared: it may go on without a ring.
     */
    OpenedPage after(LogPosition place, long rings, int limit) {
        OpenedPage shared = pages.get(new Place(place, rings), key -> read(place, limit, true));
        return shared.page().atHole() ? read(place, limit) : shared;
    }

    /** For one reader alone. */
    OpenedPage read(LogPosition place, int limit) {
        return read(place, limit, false);
    }

    private OpenedPage read(LogPosition place, int limit, boolean shared) {
        Page page = engine.page(place, limit);
        return new OpenedPage(page, engine.messages(page.events().stream()), shared);
    }
}

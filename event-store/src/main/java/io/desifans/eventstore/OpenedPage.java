package io.desifans.eventstore;

import io.desifans.eventstore.PostgresEventStorageEngine.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** A page of the log whose events are opened once for all who read it, one by one, as the first of them draws them. */
final class OpenedPage {

    private final Page page;
    private final boolean shared;
    private final Iterator<? extends TrackedEventMessage<?>> opening;

    /** Read without the lock, which all readers would want at the same time. */
    private final List<TrackedEventMessage<?>> opened = new CopyOnWriteArrayList<>();

    private @Nullable RuntimeException unreadable;

    /**
     * @param events those of the page, opened when they are drawn
     * @param shared whether several may read it
     */
    OpenedPage(Page page, Stream<? extends TrackedEventMessage<?>> events, boolean shared) {
        this.page = page;
        this.shared = shared;
        this.opening = events.iterator();
    }

    Page page() {
        return page;
    }

    /** For one reader. An event that cannot be read fails each of them there, behind those before it. */
    Iterator<TrackedEventMessage<?>> events() {
        return new Iterator<>() {
            private int place;

            @Override
            public boolean hasNext() {
                return place < opened.size() || open(place);
            }

            @Override
            public TrackedEventMessage<?> next() {
                if (!hasNext()) throw new NoSuchElementException();
                return opened.get(place++);
            }
        };
    }

    private synchronized boolean open(int place) {
        if (place < opened.size()) return true;
        if (unreadable != null) throw unreadable;
        try {
            if (!opening.hasNext()) return false;
            TrackedEventMessage<?> event = opening.next();
            if (shared) parse(event);
            opened.add(event);
            return true;
        } catch (RuntimeException e) {
            unreadable = e;
            throw e;
        }
    }

    /** Parses what is parsed only when it is asked for: otherwise all readers would do so at the same time. */
    private static void parse(TrackedEventMessage<?> event) {
        try {
            event.getPayload();
            event.getMetaData();
        } catch (RuntimeException e) {
            // It fails again for whoever asks for it, and not for those who do not.
        }
    }
}

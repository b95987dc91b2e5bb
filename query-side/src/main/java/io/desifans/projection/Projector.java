package io.desifans.projection;

import io.desifans.Event;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;

/**
 * Turns events into row changes. It sees neither database nor clock, so one projector serves the live tables, a replay
 * and any copy alike. No table has two projectors.
 */
public interface Projector {

    Set<Class<? extends Event>> families();

    Set<Table<?>> tables();

    /**
     * @param at when the event happened, in UTC and whole milliseconds
     * @param rows takes the changes, in order
     */
    void project(Event event, Instant at, RowChanges rows);
}

package io.desifans.eventstore;

import java.util.List;
import java.util.UUID;

/**
 * An aggregate's state as it is stored.
 *
 * @param sequence of the last event that went into it
 * @param eventId of that same event: if the log has another one there, the snapshot is of another log
 * @param keyIds of all under which the state is sealed; none if there is nothing personal in it
 */
record StoredSnapshot(
        String aggregateId,
        long sequence,
        String eventId,
        String name,
        String revision,
        List<UUID> keyIds,
        String state) {}

package io.desifans.command;

import io.desifans.Event;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What other aggregates' events say, read inside a command. A command handler takes it as a parameter. */
public final class Facts {

    private final EventStore log;

    public Facts(EventStore log) {
        this.log = log;
    }

    /** Folds all events of an aggregate in their order; {@code start} comes back when there are none. */
    public <S> S fold(UUID aggregateId, S start, BiFunction<S, Event, S> step) {
        S state = start;
        var events = log.readEvents(aggregateId.toString());
        while (events.hasNext()) state = step.apply(state, (Event) events.next().getPayload());
        return state;
    }
}

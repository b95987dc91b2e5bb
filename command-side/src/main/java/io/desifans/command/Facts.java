package io.desifans.command;

import io.desifans.Event;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** What other aggregates' events say, read inside a command. A command handler takes it as a parameter. */
public final class Facts {

    private final Function<String, Stream<? extends DomainEventMessage<?>>> histories;

    /** @param histories all events of an aggregate until now */
    public Facts(Function<String, Stream<? extends DomainEventMessage<?>>> histories) {
        this.histories = histories;
    }

    /** A step that needs to know when the event happened, in UTC. */
    public interface TimedStep<S> {
        S after(S state, Event event, Instant at);
    }

    /** Folds all events of an aggregate, never a snapshot, in their order; {@code start} comes back when there are none. */
    public <S> S fold(UUID aggregateId, S start, BiFunction<S, Event, S> step) {
        return fold(aggregateId, start, (state, event, at) -> step.apply(state, event));
    }

    /** The same, with the time of each event. */
    public <S> S fold(UUID aggregateId, S start, TimedStep<S> step) {
        S state = start;
        var events = histories.apply(aggregateId.toString()).iterator();
        while (events.hasNext()) {
            var event = events.next();
            state = step.after(state, (Event) event.getPayload(), event.getTimestamp());
        }
        return state;
    }
}

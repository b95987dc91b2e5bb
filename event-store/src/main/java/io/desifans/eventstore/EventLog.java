package io.desifans.eventstore;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;

/** The log of all events, whichever store keeps it: all that anyone outside this package may know of the store. */
public interface EventLog extends EventStore {

    /**
     * The last event that can be seen now: what a client waits for that relied on it. No place to read on from, because
     * a lower number may still come.
     */
    LogPosition lastVisible();

    /** What the current unit of work is going to append to an aggregate. */
    Stream<? extends DomainEventMessage<?>> staged(String aggregateId);

    /** The same events for readers for whom nobody waits, and who may hear of them some milliseconds later than others. */
    default StreamableMessageSource<TrackedEventMessage<?>> unhurried() {
        return this;
    }

    /** How long readers have been waiting for an open transaction; zero if they are not. */
    Duration horizonAge();

    /**
     * The bus on which commands reach their handlers: those of this node, or of any node where the store connects them.
     *
     * @param local the handlers of this node
     * @param portable turns what a handler fails with into what can be told to the node that sent the command
     */
    CommandBus commandBus(CommandBus local, UnaryOperator<Throwable> portable);
}

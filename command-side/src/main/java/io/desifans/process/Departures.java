package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Commands;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.eventstore.EventSubjects;
import io.desifans.eventstore.LogPosition;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.command.ServiceOrderCommand.ExpireOrder;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Ends the orders that were not activated when their buyer or creator left, so that what was paid for them goes back. */
@Component
final class Departures extends Process {

    private final Commands commands;
    private final Facts facts;
    private final EventSubjects subjects;

    Departures(Commands commands, Facts facts, EventSubjects subjects) {
        super("departures");
        this.commands = commands;
        this.facts = facts;
        this.subjects = subjects;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof CreatorDeleted || event instanceof UserDeleted || event instanceof OrderPaid;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case CreatorDeleted e -> endOrdersOf("creatorId", e.creatorId(), message);
            case UserDeleted e -> {
                endOrdersOf("creatorId", e.userId(), message);
                endOrdersOf("userId", e.userId(), message);
            }
            case OrderPaid e -> endIfLate(e, message);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private void endOrdersOf(String role, String person, EventMessage<?> cause) {
        subjects.concerning(person, OrderPaid.class, LogPosition.of(cause)).stream()
                .filter(paid -> paid.path(role).asString("").equals(person))
                .forEach(paid -> end(UUID.fromString(paid.path("orderId").stringValue()), cause));
    }

    /** It was paid at the very time at which somebody left. */
    private void endIfLate(OrderPaid paid, EventMessage<?> cause) {
        if (!UserFacts.of(facts, paid.userId()).here()
                || !CreatorFacts.of(facts, paid.creatorId()).here()) end(paid.orderId(), cause);
    }

    private void end(UUID orderId, EventMessage<?> cause) {
        commands.sendAsSystem(name(), new ExpireOrder(orderId), cause);
    }
}

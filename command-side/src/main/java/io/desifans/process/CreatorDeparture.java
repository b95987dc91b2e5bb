package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.command.MoneyDue;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.identity.UserEvent.UserDeleted;
import io.desifans.services.command.ServiceOrderCommand;
import io.desifans.services.command.ServiceOrderCommand.ExpireOrder;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Ends the orders that a creator has left unactivated, so that what was paid for them goes back. */
@Component
final class CreatorDeparture extends Process {

    private final Commands commands;
    private final Facts facts;

    CreatorDeparture(Commands commands, Facts facts) {
        super("creator-departure");
        this.commands = commands;
        this.facts = facts;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof CreatorDeleted || event instanceof UserDeleted;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        String creatorId = switch (event) {
            case CreatorDeleted e -> e.creatorId();
            case UserDeleted e -> e.userId();
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        };
        for (UUID transactionId : MoneyDue.waitingOrdersOf(creatorId, facts))
            commands.sendAsSystem(name(), new ExpireOrder(ServiceOrderCommand.orderOf(transactionId)), message);
    }
}

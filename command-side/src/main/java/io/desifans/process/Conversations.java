package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.command.ConversationCommand.CloseConversation;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.command.ServiceOrderCommand.UtilizeOrder;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Opens the conversation of an order that is activated, closes it when the order is over, and tells the order of its use. */
@Component
final class Conversations extends Process {

    private final Commands commands;

    Conversations(Commands commands) {
        super("conversations");
        this.commands = commands;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof OrderActivated
                || event instanceof OrderFulfilled
                || (event instanceof OrderCancelled cancelled && cancelled.forGood())
                || (event instanceof MessageSent message && message.bothHaveWritten());
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        mustBeDone(commands.sendAsSystem(name(), step(event), message));
    }

    private static Command step(Event event) {
        return switch (event) {
            case OrderActivated e -> new OpenConversation(e.orderId(), e.creatorId(), e.userId());
            case OrderFulfilled e -> new CloseConversation(e.orderId());
            case OrderCancelled e -> new CloseConversation(e.orderId());
            case MessageSent e -> new UtilizeOrder(e.orderId());
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        };
    }
}

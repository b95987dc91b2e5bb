package io.desifans.messaging.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.messaging.ConversationEvent;
import io.desifans.messaging.ConversationEvent.ConversationClosed;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.ConversationRead;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.ConversationCommand.CloseConversation;
import io.desifans.messaging.command.ConversationCommand.OpenConversation;
import io.desifans.messaging.command.ConversationCommand.ReadConversation;
import io.desifans.messaging.command.ConversationCommand.SendMessage;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What a creator and a fan write to each other while an order is active. */
@Aggregate
class Conversation {

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable ConversationOpened opened;
    private boolean closed;
    private boolean creatorHasWritten;
    private boolean fanHasWritten;
    private int unreadByCreator;
    private int unreadByFan;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(OpenConversation c) {
        if (opened == null) apply(new ConversationOpened(c.conversationId(), c.orderId(), c.creatorId(), c.fanId()));
    }

    /** An order that was never active has none. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CloseConversation c) {
        if (opened != null && !closed) apply(new ConversationClosed(c.conversationId(), c.orderId()));
    }

    @CommandHandler
    void decide(SendMessage c, Facts facts) {
        boolean byCreator = isCreator(c.senderId(), facts);
        if (closed || isOver(facts))
            throw Rejected.conflict("CONVERSATION_CLOSED", "The order is over; the conversation can only be read.");
        boolean both = byCreator ? fanHasWritten : creatorHasWritten;
        apply(new MessageSent(
                c.conversationId(),
                parties().orderId(),
                c.messageId(),
                c.senderId(),
                byCreator ? parties().fanId() : parties().creatorId(),
                byCreator,
                Objects.requireNonNullElse(c.messageType(), MessageType.TEXT),
                c.content(),
                c.mediaUrl(),
                both));
    }

    @CommandHandler
    void decide(ReadConversation c, Facts facts) {
        boolean byCreator = isCreator(c.readerId(), facts);
        if ((byCreator ? unreadByCreator : unreadByFan) > 0)
            apply(new ConversationRead(c.conversationId(), c.readerId(), byCreator));
    }

    /** To anyone but its two parties a conversation is not there; nor is it to one of them when the other is gone. */
    private boolean isCreator(String userId, Facts facts) {
        UserFacts.acting(facts, userId);
        boolean creator = userId.equals(parties().creatorId());
        if ((!creator && !userId.equals(parties().fanId()))
                || !UserFacts.of(facts, parties().fanId()).here()
                || !CreatorFacts.of(facts, parties().creatorId()).here()) throw Rejected.notFound("conversation");
        return creator;
    }

    /** The order's own events say it first; that the conversation is closed follows a moment later. */
    private boolean isOver(Facts facts) {
        return facts.fold(
                parties().orderId(),
                false,
                (before, event) -> before
                        || event instanceof OrderFulfilled
                        || (event instanceof OrderCancelled cancelled && cancelled.forGood()));
    }

    private ConversationOpened parties() {
        return Objects.requireNonNull(opened);
    }

    @EventSourcingHandler
    void evolve(ConversationEvent event) {
        id = event.conversationId();
        switch (event) {
            case ConversationOpened e -> opened = e;
            case MessageSent e -> {
                if (e.byCreator()) {
                    creatorHasWritten = true;
                    unreadByFan++;
                } else {
                    fanHasWritten = true;
                    unreadByCreator++;
                }
            }
            case ConversationRead e -> {
                if (e.byCreator()) unreadByCreator = 0;
                else unreadByFan = 0;
            }
            case ConversationClosed e -> closed = true;
        }
    }
}

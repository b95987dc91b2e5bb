package io.desifans.messaging.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.messaging.MessageType;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the processes and the two parties may do with the conversation of an order. */
public sealed interface ConversationCommand extends Command {

    @TargetAggregateIdentifier
    UUID conversationId();

    /** The conversation of an order; one per order. */
    static UUID conversationOf(UUID orderId) {
        return DerivedId.of("conversation", orderId.toString());
    }

    @SentBy(Sender.SYSTEM)
    @Founding
    record OpenConversation(UUID orderId, String creatorId, String fanId) implements ConversationCommand {

        @Override
        public UUID conversationId() {
            return conversationOf(orderId);
        }
    }

    /** The order is over. */
    @SentBy(Sender.SYSTEM)
    record CloseConversation(UUID orderId) implements ConversationCommand {

        @Override
        public UUID conversationId() {
            return conversationOf(orderId);
        }
    }

    /**
     * A text, or media with or without a text.
     *
     * @param messageType null for a text
     * @param content 1 to 1000 characters
     */
    @SentBy(Sender.USER)
    record SendMessage(
            UUID conversationId,
            UUID messageId,
            String senderId,
            @Nullable MessageType messageType,
            @Nullable String content,
            @Nullable String mediaUrl)
            implements ConversationCommand {

        public SendMessage {
            if (messageType == null) messageType = MessageType.TEXT;
            if (messageType == MessageType.TEXT) {
                Shape.prose("content", content, 1, 1000);
                Shape.require("mediaUrl", mediaUrl == null, "A text has no mediaUrl: say which messageType it is.");
            } else {
                Shape.optionalProse("content", content, 1, 1000);
                Shape.url("mediaUrl", mediaUrl);
            }
        }
    }

    @SentBy(Sender.USER)
    record ReadConversation(UUID conversationId, String readerId) implements ConversationCommand {}
}

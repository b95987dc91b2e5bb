package io.desifans.messaging;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a creator and a fan write to each other about an order (tables {@code conversation}, {@code message}). */
public sealed interface ConversationEvent extends Event {

    UUID conversationId();

    record ConversationOpened(
            UUID conversationId,
            UUID orderId,
            @Person String creatorId,
            @Person String fanId) implements ConversationEvent {}

    /**
     * @param byCreator whether the creator wrote it, else the fan
     * @param bothHaveWritten whether by now each side has written at least once
     */
    record MessageSent(
            UUID conversationId,
            UUID orderId,
            UUID messageId,
            @Person String senderId,
            @Person String recipientId,
            boolean byCreator,
            MessageType messageType,
            @Personal(of = "senderId") @Nullable String content,
            @Personal(of = "senderId") @Nullable String mediaUrl,
            boolean bothHaveWritten)
            implements ConversationEvent {}

    /** @param byCreator whether the creator read it, else the fan */
    record ConversationRead(UUID conversationId, @Person String readerId, boolean byCreator)
            implements ConversationEvent {}

    /** The order is over: from here on it can only be read. */
    record ConversationClosed(UUID conversationId, UUID orderId) implements ConversationEvent {}
}

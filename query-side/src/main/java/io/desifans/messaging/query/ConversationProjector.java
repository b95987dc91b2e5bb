package io.desifans.messaging.query;

import static io.desifans.db.Tables.CONVERSATION;
import static io.desifans.db.Tables.MESSAGE;

import io.desifans.Event;
import io.desifans.messaging.ConversationEvent;
import io.desifans.messaging.ConversationEvent.ConversationClosed;
import io.desifans.messaging.ConversationEvent.ConversationOpened;
import io.desifans.messaging.ConversationEvent.ConversationRead;
import io.desifans.messaging.ConversationEvent.MessageSent;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The tables {@code conversation} and {@code message}. */
@Component
public final class ConversationProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(ConversationEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(CONVERSATION, MESSAGE);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((ConversationEvent) event) {
            case ConversationOpened e ->
                rows.insert(CONVERSATION, e.conversationId())
                        .set(CONVERSATION.SERVICE_ORDER_ID, e.orderId())
                        .set(CONVERSATION.CREATOR_ID, e.creatorId())
                        .set(CONVERSATION.FAN_ID, e.fanId())
                        .set(CONVERSATION.UNREAD_COUNT_CREATOR, 0)
                        .set(CONVERSATION.UNREAD_COUNT_FAN, 0)
                        .set(CONVERSATION.CREATED_AT, at);
            case MessageSent e -> {
                rows.insert(MESSAGE, e.messageId())
                        .set(MESSAGE.CONVERSATION_ID, e.conversationId())
                        .set(MESSAGE.SENDER_ID, e.senderId())
                        .set(MESSAGE.MESSAGE_TYPE, e.messageType())
                        .set(MESSAGE.CONTENT, e.content())
                        .set(MESSAGE.MEDIA_URL, e.mediaUrl())
                        .set(MESSAGE.CREATED_AT, at);
                rows.increment(CONVERSATION, e.conversationId()).set(unread(!e.byCreator()), 1);
                rows.update(CONVERSATION, e.conversationId()).set(CONVERSATION.LAST_MESSAGE_AT, at);
            }
            case ConversationRead e ->
                rows.update(CONVERSATION, e.conversationId()).set(unread(e.byCreator()), 0);
            case ConversationClosed e -> {
                // whether it can still be written to is told by its order
            }
        }
    }

    private static Field<Integer> unread(boolean ofCreator) {
        return ofCreator ? CONVERSATION.UNREAD_COUNT_CREATOR : CONVERSATION.UNREAD_COUNT_FAN;
    }
}

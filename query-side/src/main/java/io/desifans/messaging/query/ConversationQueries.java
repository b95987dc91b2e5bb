package io.desifans.messaging.query;

import static io.desifans.db.Tables.CONVERSATION;
import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MESSAGE;
import static io.desifans.db.Tables.SERVICE_ORDER;
import static io.desifans.db.Tables.USER;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.desifans.db.enums.ServiceOrderStatus;
import io.desifans.messaging.MessageType;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
import io.desifans.query.PublicCreator;
import io.desifans.query.PublicUser;
import io.desifans.web.Caller;
import io.desifans.web.Limit;
import io.desifans.web.OneOf;
import io.desifans.web.Page;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectField;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a creator and a fan write to each other, seen by these two only. */
@SignedIn
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationQueries {

    private static final Field<Instant> LAST = coalesce(CONVERSATION.LAST_MESSAGE_AT, CONVERSATION.CREATED_AT);
    private static final NewestFirst LIVELIEST = new NewestFirst(LAST, CONVERSATION.ID);
    private static final NewestFirst NEWEST = new NewestFirst(MESSAGE.CREATED_AT, MESSAGE.ID);

    private final DSLContext db;

    ConversationQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param unreadCount the caller's
     * @param open whether it can be written to; it can while its order is active
     */
    record Conversation(
            UUID id,
            UUID serviceOrderId,
            PublicCreator creator,
            PublicUser fan,
            int unreadCount,
            boolean open,
            @Nullable Instant lastMessageAt,
            Instant createdAt) {

        static SelectField<Conversation> asSeenBy(Caller caller) {
            return row(
                            CONVERSATION.ID,
                            CONVERSATION.SERVICE_ORDER_ID,
                            PublicCreator.FIELD,
                            PublicUser.FIELD,
                            when(CONVERSATION.CREATOR_ID.eq(caller.id()), CONVERSATION.UNREAD_COUNT_CREATOR)
                                    .otherwise(CONVERSATION.UNREAD_COUNT_FAN),
                            field(SERVICE_ORDER.STATUS.eq(ServiceOrderStatus.ACTIVE)),
                            CONVERSATION.LAST_MESSAGE_AT,
                            CONVERSATION.CREATED_AT)
                    .mapping(Conversation::new);
        }
    }

    /** The one written to last first. */
    @GetMapping
    Page<Conversation> own(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        return Page.of(
                conversations(caller)
                        .where(isBetween(caller))
                        .and(LIVELIEST.after(cursor))
                        .orderBy(LIVELIEST.order())
                        .limit(limit.plusOne())
                        .fetch(Record1::value1),
                limit,
                last -> NewestFirst.cursor(
                        last.lastMessageAt() == null ? last.createdAt() : last.lastMessageAt(), last.id()));
    }

    @GetMapping("/{conversationId}")
    Conversation conversation(@PathVariable UUID conversationId, Caller caller) {
        return conversations(caller)
                .where(CONVERSATION.ID.eq(conversationId))
                .and(isBetween(caller))
                .fetchOptional(Record1::value1)
                .orElseThrow(() -> Rejected.notFound("conversation"));
    }

    record Message(
            UUID id,
            String senderId,
            @OneOf(MessageType.class) String messageType,
            @Nullable String content,
            @Nullable String mediaUrl,
            Instant createdAt) {}

    /** The newest first. */
    @GetMapping("/{conversationId}/messages")
    Page<Message> messages(
            @PathVariable UUID conversationId,
            @RequestParam(required = false) @Nullable String cursor,
            Limit limit,
            Caller caller) {
        var messages = multiset(select(
                                MESSAGE.ID,
                                MESSAGE.SENDER_ID,
                                Columns.label(MESSAGE.MESSAGE_TYPE),
                                MESSAGE.CONTENT,
                                MESSAGE.MEDIA_URL,
                                MESSAGE.CREATED_AT)
                        .from(MESSAGE)
                        .where(MESSAGE.CONVERSATION_ID.eq(CONVERSATION.ID))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne()))
                .convertFrom(rows -> rows.map(mapping(Message::new)));
        return db.select(messages)
                .from(CONVERSATION)
                .where(CONVERSATION.ID.eq(conversationId))
                .and(isBetween(caller))
                .fetchOptional(mapping(
                        found -> Page.of(found, limit, last -> NewestFirst.cursor(last.createdAt(), last.id()))))
                .orElseThrow(() -> Rejected.notFound("conversation"));
    }

    private SelectOnConditionStep<Record1<Conversation>> conversations(Caller caller) {
        return db.select(Conversation.asSeenBy(caller))
                .from(CONVERSATION)
                .join(SERVICE_ORDER)
                .on(SERVICE_ORDER.ID.eq(CONVERSATION.SERVICE_ORDER_ID))
                .join(CREATOR)
                .on(CREATOR.ID.eq(CONVERSATION.CREATOR_ID))
                .join(USER)
                .on(USER.ID.eq(CONVERSATION.FAN_ID));
    }

    static Condition isBetween(Caller caller) {
        return CONVERSATION.CREATOR_ID.eq(caller.id()).or(CONVERSATION.FAN_ID.eq(caller.id()));
    }
}

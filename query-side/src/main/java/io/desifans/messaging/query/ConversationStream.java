package io.desifans.messaging.query;

import static io.desifans.db.Tables.CONVERSATION;
import static io.desifans.db.Tables.MESSAGE;

import io.desifans.eventstore.LogPosition;
import io.desifans.messaging.query.ConversationQueries.Message;
import io.desifans.query.Columns;
import io.desifans.query.LiveStreams;
import io.desifans.query.LiveTopic;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.SignedIn;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The messages of a conversation, as they are written. */
@SignedIn
@RestController
class ConversationStream implements LiveTopic {

    private static final Field<Integer> EPOCH = DSL.field("e.epoch", Integer.class);
    private static final Field<Long> SEQ = DSL.field("e.seq", Long.class);

    private final DSLContext db;
    private final LiveStreams streams;

    ConversationStream(DSLContext db, LiveStreams streams) {
        this.db = db;
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/conversations/{conversationId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> of(
            @PathVariable UUID conversationId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Caller caller) {
        boolean theirs =
                db.fetchExists(CONVERSATION, CONVERSATION.ID.eq(conversationId), ConversationQueries.isBetween(caller));
        if (!theirs) throw Rejected.notFound("conversation");
        return streams.open(this, conversationId.toString(), caller, lastEventId);
    }

    @Override
    public String name() {
        return "message";
    }

    @Override
    public List<Item> between(long after, long upTo, Set<String> keys, int most) {
        UUID[] conversations = keys.stream().map(UUID::fromString).toArray(UUID[]::new);
        return db.select(
                        EPOCH,
                        SEQ,
                        MESSAGE.CONVERSATION_ID,
                        MESSAGE.ID,
                        MESSAGE.SENDER_ID,
                        Columns.label(MESSAGE.MESSAGE_TYPE),
                        MESSAGE.CONTENT,
                        MESSAGE.MEDIA_URL,
                        MESSAGE.CREATED_AT)
                .from("event_store.event e")
                .join(MESSAGE)
                .on("{0} = (e.payload ->> 'messageId')::uuid", MESSAGE.ID)
                .where(
                        "e.name = 'MessageSent' and e.aggregate_id = any ({0}) and e.seq > {1} and e.seq <= {2}",
                        DSL.val(conversations), DSL.val(after), DSL.val(upTo))
                .orderBy(SEQ)
                .limit(most)
                .fetch(row -> new Item(
                        row.value3().toString(),
                        new LogPosition(row.value1(), row.value2()),
                        new Message(
                                row.value4(), row.value5(), row.value6(), row.value7(), row.value8(), row.value9())));
    }
}

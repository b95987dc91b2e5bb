package io.desifans.messaging.query;

import static io.desifans.db.Tables.BROADCAST_MESSAGE;
import static io.desifans.db.Tables.BROADCAST_PROGRESS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.val;

import io.desifans.messaging.MessageType;
import io.desifans.query.Columns;
import io.desifans.query.NewestFirst;
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
import org.jooq.Record8;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What creators write to followers, seen by the creator and by who has received it. */
@SignedIn
@RestController
@RequestMapping("/api/v1/broadcasts")
class BroadcastQueries {

    private static final NewestFirst NEWEST = new NewestFirst(BROADCAST_MESSAGE.CREATED_AT, BROADCAST_MESSAGE.ID);

    private final DSLContext db;

    BroadcastQueries(DSLContext db) {
        this.db = db;
    }

    /**
     * @param delivered how many have received it so far
     * @param completedAt when all had received it; null until then
     */
    record Broadcast(
            UUID id,
            String creatorId,
            @OneOf(MessageType.class) String messageType,
            @Nullable String content,
            @Nullable String audioUrl,
            int delivered,
            @Nullable Instant completedAt,
            Instant createdAt) {}

    /** The caller's own, the newest first. */
    @GetMapping
    Page<Broadcast> own(@RequestParam(required = false) @Nullable String cursor, Limit limit, Caller caller) {
        return Page.of(
                broadcasts()
                        .where(BROADCAST_MESSAGE.CREATOR_ID.eq(caller.id()))
                        .and(NEWEST.after(cursor))
                        .orderBy(NEWEST.order())
                        .limit(limit.plusOne())
                        .fetch(mapping(Broadcast::new)),
                limit,
                last -> NewestFirst.cursor(last.createdAt(), last.id()));
    }

    @GetMapping("/{broadcastId}")
    Broadcast broadcast(@PathVariable UUID broadcastId, Caller caller) {
        return broadcasts()
                .where(BROADCAST_MESSAGE.ID.eq(broadcastId))
                .and(BROADCAST_MESSAGE.CREATOR_ID.eq(caller.id()).or(isReceivedBy(caller)))
                .fetchOptional(mapping(Broadcast::new))
                .orElseThrow(() -> Rejected.notFound("broadcast"));
    }

    private static Condition isReceivedBy(Caller caller) {
        return condition("{0} @> to_jsonb({1}::text)", BROADCAST_MESSAGE.FOLLOWER_IDS, val(caller.id()));
    }

    private SelectOnConditionStep<Record8<UUID, String, String, String, String, Integer, Instant, Instant>>
            broadcasts() {
        return db.select(
                        BROADCAST_MESSAGE.ID,
                        BROADCAST_MESSAGE.CREATOR_ID,
                        Columns.label(BROADCAST_MESSAGE.MESSAGE_TYPE),
                        BROADCAST_MESSAGE.CONTENT,
                        BROADCAST_MESSAGE.AUDIO_URL,
                        BROADCAST_PROGRESS.DELIVERED,
                        BROADCAST_PROGRESS.COMPLETED_AT,
                        BROADCAST_MESSAGE.CREATED_AT)
                .from(BROADCAST_MESSAGE)
                .join(BROADCAST_PROGRESS)
                .on(BROADCAST_PROGRESS.BROADCAST_ID.eq(BROADCAST_MESSAGE.ID));
    }
}

package io.desifans.content.query;

import static io.desifans.db.Tables.SCHEDULED_POST;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.desifans.content.PostDraft.DraftMedia;
import io.desifans.content.query.Paywall.Access;
import io.desifans.content.query.Paywall.Reason;
import io.desifans.db.tables.records.ScheduledPostRecord;
import io.desifans.web.Caller;
import io.desifans.web.Cursor;
import io.desifans.web.Limit;
import io.desifans.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts that wait for their time, as their creator sees them, and an admin who knows of one. */
@Component
final class ScheduledPosts {

    private static final JsonMapper JSON = new JsonMapper();

    private final DSLContext db;

    ScheduledPosts(DSLContext db) {
        this.db = db;
    }

    /** The next one first. */
    Page<Post> of(Caller caller, @Nullable String cursor, Limit limit) {
        List<Post> posts = db.selectFrom(SCHEDULED_POST)
                .where(SCHEDULED_POST.CREATOR_ID.eq(caller.id()))
                .and(comesAfter(Cursor.decode(cursor, 2)))
                .orderBy(SCHEDULED_POST.PUBLISH_AT, SCHEDULED_POST.POST_ID)
                .limit(limit.plusOne())
                .fetch(row -> post(row, Reason.OWNER));
        return Page.of(posts, limit, last -> Cursor.encode(requireNonNull(last.publishAt()), last.id()));
    }

    /** Empty for all who may not see it. */
    Optional<Post> find(UUID postId, Caller caller) {
        if (caller.userId() == null) return Optional.empty();
        return db.selectFrom(SCHEDULED_POST)
                .where(SCHEDULED_POST.POST_ID.eq(postId))
                .and(caller.isAdmin() ? noCondition() : SCHEDULED_POST.CREATOR_ID.eq(caller.id()))
                .fetchOptional(row -> post(row, caller.is(row.getCreatorId()) ? Reason.OWNER : Reason.ADMIN));
    }

    private static Condition comesAfter(@Nullable Cursor cursor) {
        if (cursor == null) return noCondition();
        return row(SCHEDULED_POST.PUBLISH_AT, SCHEDULED_POST.POST_ID).greaterThan(cursor.instant(0), cursor.uuid(1));
    }

    private static Post post(ScheduledPostRecord row, Reason open) {
        return new Post(
                row.getPostId(),
                row.getCreatorId(),
                row.getCaption(),
                row.getPostType(),
                row.getPrice(),
                false,
                row.getCreatedAt(),
                row.getUpdatedAt(),
                row.getPublishAt(),
                JSON.readValue(row.getMembershipIds().data(), new TypeReference<List<UUID>>() {}),
                new Access(true, open),
                media(row),
                0,
                0,
                false);
    }

    private static List<Media> media(ScheduledPostRecord row) {
        List<Media> media = new ArrayList<>();
        for (DraftMedia item : JSON.readValue(row.getMedia().data(), new TypeReference<List<DraftMedia>>() {})) {
            JsonNode metadata = item.metadata() == null ? null : JSON.valueToTree(item.metadata());
            media.add(new Media.Open(
                    item.mediaId(),
                    item.mediaType().label(),
                    media.size(),
                    item.blurThumbnailUrl(),
                    item.url(),
                    item.thumbnailUrl(),
                    item.hlsUrl(),
                    metadata,
                    row.getUpdatedAt()));
        }
        return media;
    }
}

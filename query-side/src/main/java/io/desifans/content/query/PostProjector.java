package io.desifans.content.query;

import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_MEDIA;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static io.desifans.db.Tables.SCHEDULED_POST;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.content.PinEvent;
import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PinEvent.PostUnpinned;
import io.desifans.content.PostDraft;
import io.desifans.content.PostEvent;
import io.desifans.content.PostEvent.*;
import io.desifans.content.PostType;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tables {@code post}, {@code postMedia} and {@code postMembership}, and {@code scheduledPost} of our own. */
@Component
public final class PostProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PostEvent.class, PinEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(POST, POST_MEDIA, POST_MEMBERSHIP, SCHEDULED_POST);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case PinEvent e -> pin(e, at, rows);
            case PostEvent e -> post(e, at, rows);
            default -> throw new IllegalArgumentException(event.getClass().getName());
        }
    }

    private static void post(PostEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case PostScheduled e ->
                draft(rows.insert(SCHEDULED_POST, e.postId()), e.draft(), e.publishAt(), at)
                        .set(SCHEDULED_POST.CREATOR_ID, e.creatorId())
                        .set(SCHEDULED_POST.CREATED_AT, at);
            case ScheduledPostChanged e -> draft(rows.update(SCHEDULED_POST, e.postId()), e.draft(), e.publishAt(), at);
            case ScheduleCancelled e -> rows.delete(SCHEDULED_POST, e.postId());
            case ScheduleKept e -> rows.delete(SCHEDULED_POST, e.postId());
            case PostPublished e -> {
                rows.insert(POST, e.postId())
                        .set(POST.CREATOR_ID, e.creatorId())
                        .set(POST.CAPTION, e.caption())
                        .set(POST.POST_TYPE, e.postType())
                        .set(POST.PRICE, column(e.pricePaise()))
                        .set(POST.IS_PINNED, false)
                        .set(POST.CREATED_AT, at)
                        .set(POST.UPDATED_AT, at);
                e.membershipIds().forEach(tier -> rows.insert(POST_MEMBERSHIP, e.postId(), tier));
            }
            case MediaAttached e ->
                rows.insert(POST_MEDIA, e.mediaId())
                        .set(POST_MEDIA.POST_ID, e.postId())
                        .set(POST_MEDIA.MEDIA_TYPE, e.mediaType())
                        .set(POST_MEDIA.URL, orErased(e.url()))
                        .set(POST_MEDIA.THUMBNAIL_URL, e.thumbnailUrl())
                        .set(POST_MEDIA.HLS_URL, e.hlsUrl())
                        .set(POST_MEDIA.BLUR_THUMBNAIL_URL, e.blurThumbnailUrl())
                        .setJson(POST_MEDIA.METADATA, e.metadata())
                        .set(POST_MEDIA.ORDER_INDEX, e.orderIndex())
                        .set(POST_MEDIA.CREATED_AT, at);
            case PostChanged e -> {
                rows.update(POST, e.postId())
                        .set(POST.CAPTION, e.caption())
                        .set(POST.PRICE, column(e.pricePaise()))
                        .set(POST.UPDATED_AT, at);
                e.previousMembershipIds().stream()
                        .filter(tier -> !e.membershipIds().contains(tier))
                        .forEach(tier -> rows.delete(POST_MEMBERSHIP, e.postId(), tier));
                e.membershipIds().stream()
                        .filter(tier -> !e.previousMembershipIds().contains(tier))
                        .forEach(tier -> rows.insert(POST_MEMBERSHIP, e.postId(), tier));
            }
            case MediaReordered e -> inOrder(e.mediaIds(), rows);
            case MediaRemoved e -> {
                rows.delete(POST_MEDIA, e.mediaId());
                inOrder(e.mediaIds(), rows);
            }
            case PostDeleted e -> rows.delete(POST, e.postId());
            case PostTakenDown e -> rows.delete(POST, e.postId());
        }
    }

    /** One that is erased is about to go with its creator. */
    private static RowChanges.Values draft(
            RowChanges.Values row, @Nullable PostDraft draft, Instant publishAt, Instant at) {
        PostDraft shown = draft == null ? new PostDraft(null, PostType.EXCLUSIVE, null, List.of(), List.of()) : draft;
        return row.set(SCHEDULED_POST.CAPTION, shown.caption())
                .set(SCHEDULED_POST.POST_TYPE, shown.postType().label())
                .set(SCHEDULED_POST.PRICE, column(shown.pricePaise()))
                .setJson(SCHEDULED_POST.MEMBERSHIP_IDS, shown.membershipIds())
                .setJson(SCHEDULED_POST.MEDIA, shown.media())
                .set(SCHEDULED_POST.PUBLISH_AT, publishAt)
                .set(SCHEDULED_POST.UPDATED_AT, at);
    }

    private static void inOrder(List<UUID> mediaIds, RowChanges rows) {
        for (int place = 0; place < mediaIds.size(); place++)
            rows.update(POST_MEDIA, mediaIds.get(place)).set(POST_MEDIA.ORDER_INDEX, place);
    }

    private static void pin(PinEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case PostPinned e -> {
                if (e.previousPostId() != null) pinned(rows, e.previousPostId(), false, at);
                pinned(rows, e.postId(), true, at);
            }
            case PostUnpinned e -> pinned(rows, e.postId(), false, at);
        }
    }

    private static void pinned(RowChanges rows, UUID postId, boolean first, Instant at) {
        rows.update(POST, postId).set(POST.IS_PINNED, first).set(POST.UPDATED_AT, at);
    }

    private static @Nullable Integer column(@Nullable Long paise) {
        return paise == null ? null : Math.toIntExact(paise);
    }
}

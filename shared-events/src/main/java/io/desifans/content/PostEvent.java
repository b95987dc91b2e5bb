package io.desifans.content;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a post with its media and tiers (tables {@code post}, {@code postMedia}, {@code postMembership}; before it is
 * published {@code scheduledPost}).
 */
public sealed interface PostEvent extends Event {

    UUID postId();

    /** @param publishAt when it is to be published, UTC */
    record PostScheduled(
            UUID postId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable PostDraft draft,
            Instant publishAt)
            implements PostEvent {}

    /** Before it is published; the whole of it as it is from now on. */
    record ScheduledPostChanged(
            UUID postId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable PostDraft draft,
            Instant publishAt)
            implements PostEvent {}

    record ScheduleCancelled(UUID postId, @Person String creatorId) implements PostEvent {}

    /** Its time has come, and its publication follows. */
    record ScheduleKept(UUID postId, @Person String creatorId) implements PostEvent {}

    /**
     * @param pricePaise what an exclusive post costs, in paise; null for a subscription post
     * @param membershipIds the tiers that open a subscription post; empty for an exclusive one
     */
    record PostPublished(
            UUID postId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String caption,
            PostType postType,
            @Nullable Long pricePaise,
            List<UUID> membershipIds)
            implements PostEvent {}

    /** @param orderIndex place among the post's media, from 0 */
    record MediaAttached(
            UUID postId,
            @Person String creatorId,
            UUID mediaId,
            MediaType mediaType,
            @Personal(of = "creatorId") @Nullable String url,
            @Personal(of = "creatorId") @Nullable String thumbnailUrl,
            @Personal(of = "creatorId") @Nullable String hlsUrl,
            @Personal(of = "creatorId") @Nullable String blurThumbnailUrl,
            @Personal(of = "creatorId") @Nullable Map<String, Object> metadata,
            int orderIndex)
            implements PostEvent {}

    /**
     * The whole of the text, the price and the tiers as they are from now on.
     *
     * @param pricePaise as above
     * @param membershipIds as above
     * @param previousMembershipIds the tiers that opened it until now
     */
    record PostChanged(
            UUID postId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String caption,
            @Nullable Long pricePaise,
            List<UUID> membershipIds,
            List<UUID> previousMembershipIds)
            implements PostEvent {}

    /** @param mediaIds all media of the post, in their new order */
    record MediaReordered(UUID postId, @Person String creatorId, List<UUID> mediaIds) implements PostEvent {}

    /** @param mediaIds the media that stay, in their order */
    record MediaRemoved(UUID postId, @Person String creatorId, UUID mediaId, List<UUID> mediaIds)
            implements PostEvent {}

    record PostDeleted(UUID postId, @Person String creatorId) implements PostEvent {}

    /**
     * The platform has removed it. Why, stands in the metadata.
     *
     * @param by the user id of the admin
     */
    record PostTakenDown(UUID postId, @Person String creatorId, String by) implements PostEvent {}
}

package io.desifans.content;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a post with its media and tiers (tables {@code post}, {@code postMedia}, {@code postMembership}). */
public sealed interface PostEvent extends Event {

    UUID postId();

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

    record PostDeleted(UUID postId, @Person String creatorId) implements PostEvent {}
}

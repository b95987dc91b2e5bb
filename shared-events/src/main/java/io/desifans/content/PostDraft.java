package io.desifans.content;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a post that is not published yet.
 *
 * @param pricePaise what an exclusive post will cost, in paise; null for a subscription post
 * @param membershipIds the tiers that will open a subscription post; empty for an exclusive one
 * @param media in their order
 */
public record PostDraft(
        @Nullable String caption,
        PostType postType,
        @Nullable Long pricePaise,
        List<UUID> membershipIds,
        List<DraftMedia> media) {

    /** An image or a video of it. */
    public record DraftMedia(
            UUID mediaId,
            MediaType mediaType,
            String url,
            @Nullable String thumbnailUrl,
            @Nullable String hlsUrl,
            @Nullable String blurThumbnailUrl,
            @Nullable Map<String, Object> metadata) {}
}

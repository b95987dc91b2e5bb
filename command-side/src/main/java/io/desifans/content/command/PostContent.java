package io.desifans.content.command;

import static java.util.Objects.requireNonNull;

import io.desifans.command.Facts;
import io.desifans.content.MediaType;
import io.desifans.content.PostDraft;
import io.desifans.content.PostDraft.DraftMedia;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostChanged;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.content.command.PostCommand.ChangePost;
import io.desifans.web.Change;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a post says and shows, and what opens it.
 *
 * @param media in their order
 */
record PostContent(
        String creatorId,
        @Nullable String caption,
        PostType postType,
        @Nullable Long pricePaise,
        List<UUID> membershipIds,
        List<MediaAttached> media) {

    PostContent {
        membershipIds = List.copyOf(membershipIds);
        media = List.copyOf(media);
    }

    static PostContent of(PostPublished e) {
        return new PostContent(e.creatorId(), e.caption(), e.postType(), e.pricePaise(), e.membershipIds(), List.of());
    }

    static PostContent of(UUID postId, String creatorId, PostDraft draft) {
        List<MediaAttached> media = new ArrayList<>();
        for (DraftMedia item : draft.media())
            media.add(new MediaAttached(
                    postId,
                    creatorId,
                    item.mediaId(),
                    item.mediaType(),
                    item.url(),
                    item.thumbnailUrl(),
                    item.hlsUrl(),
                    item.blurThumbnailUrl(),
                    item.metadata(),
                    media.size()));
        return new PostContent(
                creatorId, draft.caption(), draft.postType(), draft.pricePaise(), draft.membershipIds(), media);
    }

    PostDraft draft() {
        return new PostDraft(
                caption,
                postType,
                pricePaise,
                membershipIds,
                media.stream()
                        .map(item -> new DraftMedia(
                                item.mediaId(),
                                item.mediaType(),
                                requireNonNull(item.url()),
                                item.thumbnailUrl(),
                                item.hlsUrl(),
                                item.blurThumbnailUrl(),
                                item.metadata()))
                        .toList());
    }

    PostPublished publication(UUID postId) {
        return new PostPublished(postId, creatorId, caption, postType, pricePaise, membershipIds);
    }

    /** 409 for a price or tiers that the post's type has not; 400 for tiers of others. */
    PostContent after(ChangePost c, Facts facts) {
        if (c.pricePaise() != null && postType != PostType.EXCLUSIVE)
            throw Rejected.conflict("NOT_SOLD_BY_ITSELF", "price", "A subscription post has no price of its own.");
        if (c.membershipIds() != null && postType != PostType.SUBSCRIPTION)
            throw Rejected.conflict(
                    "NOT_OPENED_BY_MEMBERSHIPS", "membershipIds", "An exclusive post is sold by itself.");
        if (c.membershipIds() != null) TierFacts.mustBelongTo(facts, creatorId, c.membershipIds());
        var next = new PostContent(
                creatorId,
                Change.of(c.caption(), caption),
                postType,
                c.pricePaise() == null ? pricePaise : c.pricePaise(),
                c.membershipIds() == null ? membershipIds : c.membershipIds(),
                media);
        return next.thatSaysSomething("caption");
    }

    PostContent after(PostChanged e) {
        return new PostContent(creatorId, e.caption(), postType, e.pricePaise(), e.membershipIds(), media);
    }

    /** 409 for more than a post may have. */
    PostContent with(MediaAttached attached) {
        PostContent more = after(attached);
        if (count(more.media, MediaType.IMAGE) > PostCommand.MAX_IMAGES)
            throw Rejected.conflict("TOO_MANY_MEDIA", "mediaType", "A post has at most 10 images.");
        if (count(more.media, MediaType.VIDEO) > PostCommand.MAX_VIDEOS)
            throw Rejected.conflict("TOO_MANY_MEDIA", "mediaType", "A post has at most 1 video.");
        return more;
    }

    PostContent after(MediaAttached e) {
        List<MediaAttached> more = new ArrayList<>(media);
        more.add(e);
        return withAll(more);
    }

    /** 409 for other media than those of the post. */
    PostContent reordered(List<UUID> mediaIds) {
        if (mediaIds.size() != media.size() || !new HashSet<>(mediaIds).equals(new HashSet<>(mediaIds())))
            throw Rejected.conflict(
                    "OTHER_MEDIA", "mediaIds", "mediaIds must name each of the post's media as they are now.");
        return inOrder(mediaIds);
    }

    /** 409 for the last of what the post says and shows. */
    PostContent without(UUID mediaId) {
        return withAll(media.stream()
                        .filter(item -> !item.mediaId().equals(mediaId))
                        .toList())
                .thatSaysSomething("mediaId");
    }

    /** Those of the media that are named, in this order. */
    PostContent inOrder(List<UUID> mediaIds) {
        return withAll(media.stream()
                .filter(item -> mediaIds.contains(item.mediaId()))
                .sorted(Comparator.comparingInt(item -> mediaIds.indexOf(item.mediaId())))
                .toList());
    }

    List<UUID> mediaIds() {
        return media.stream().map(MediaAttached::mediaId).toList();
    }

    PostContent withAll(List<MediaAttached> others) {
        return new PostContent(creatorId, caption, postType, pricePaise, membershipIds, others);
    }

    private PostContent thatSaysSomething(String field) {
        if (media.isEmpty() && (caption == null || caption.isBlank()))
            throw Rejected.conflict("POST_EMPTY", field, "A post needs media or a caption.");
        return this;
    }

    private static long count(List<MediaAttached> media, MediaType type) {
        return media.stream().filter(item -> item.mediaType() == type).count();
    }
}

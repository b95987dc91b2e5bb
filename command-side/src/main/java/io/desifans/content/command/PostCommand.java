package io.desifans.content.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.content.MediaType;
import io.desifans.content.PostType;
import io.desifans.web.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What may be done with a post. */
public sealed interface PostCommand extends Command {

    int MAX_CAPTION = 5000;
    int MAX_IMAGES = 10;
    int MAX_VIDEOS = 1;
    int MAX_TIERS = 20;
    int MAX_DAYS_AHEAD = 366;

    @TargetAggregateIdentifier
    UUID postId();

    /**
     * @param pricePaise 1 to 2^31−1 for an exclusive post, null for a subscription post
     * @param membershipIds own tiers, at least one, for a subscription post; none for an exclusive post
     */
    @SentBy(Sender.USER)
    @Founding
    record PublishPost(
            UUID postId,
            String creatorId,
            @Nullable String caption,
            PostType postType,
            @Nullable Long pricePaise,
            List<UUID> membershipIds,
            List<Media> media)
            implements PostCommand {

        public PublishPost {
            ChosenId.check("postId", postId);
            Shape.optionalProse("caption", caption, 0, MAX_CAPTION);
            Shape.present("postType", postType);
            switch (postType) {
                case EXCLUSIVE -> checkPriced(pricePaise, membershipIds);
                case SUBSCRIPTION -> checkTiered(pricePaise, membershipIds);
            }
            checkMedia(media);
            Shape.require(
                    "media",
                    !media.isEmpty() || (caption != null && !caption.isBlank()),
                    "media or a caption is required.");
            membershipIds = List.copyOf(membershipIds);
            media = List.copyOf(media);
        }
    }

    /** @param publishAt UTC, after now and at most {@value #MAX_DAYS_AHEAD} days ahead */
    @SentBy(Sender.USER)
    @Founding
    record SchedulePost(PublishPost post, Instant publishAt, Instant now) implements PostCommand {

        public SchedulePost {
            checkAhead(publishAt, now);
        }

        @Override
        public UUID postId() {
            return post.postId();
        }
    }

    /** @param now not before the time that is set, else it is too early and nothing is done */
    @SentBy(Sender.SYSTEM)
    record PublishScheduledPost(UUID postId, Instant now) implements PostCommand {}

    /**
     * What is null stays as it is.
     *
     * @param pricePaise as above, of an exclusive post; counts for what is bought from now on
     * @param membershipIds as above, of a subscription post; all of them, in the place of those until now
     * @param publishAt as above, of a post that is not published yet
     */
    @SentBy(Sender.USER)
    record ChangePost(
            UUID postId,
            String userId,
            @Nullable Change<String> caption,
            @Nullable Long pricePaise,
            @Nullable List<UUID> membershipIds,
            @Nullable Instant publishAt,
            Instant now)
            implements PostCommand {

        public ChangePost {
            if (publishAt != null) checkAhead(publishAt, now);
            Shape.optionalProse("caption", Change.of(caption, null), 0, MAX_CAPTION);
            if (pricePaise != null) checkPrice(pricePaise);
            if (membershipIds != null) {
                checkTiers(membershipIds);
                membershipIds = List.copyOf(membershipIds);
            }
        }
    }

    /** @param mediaId one that no media of any post has */
    @SentBy(Sender.USER)
    record AttachMedia(UUID postId, String userId, UUID mediaId, Media media) implements PostCommand {

        public AttachMedia {
            media.check("");
        }
    }

    /** @param mediaIds each of the post's media once, in their new order */
    @SentBy(Sender.USER)
    record ReorderMedia(UUID postId, String userId, List<UUID> mediaIds) implements PostCommand {

        public ReorderMedia {
            Shape.count("mediaIds", mediaIds, 0, MAX_IMAGES + MAX_VIDEOS);
            checkDistinct("mediaIds", mediaIds);
            mediaIds = List.copyOf(mediaIds);
        }
    }

    @SentBy(Sender.USER)
    record RemoveMedia(UUID postId, String userId, UUID mediaId) implements PostCommand {}

    @SentBy(Sender.USER)
    record DeletePost(UUID postId, String userId) implements PostCommand {}

    @SentBy(Sender.ADMIN)
    record TakeDownPost(UUID postId, String adminId) implements PostCommand {}

    private static void checkAhead(Instant publishAt, Instant now) {
        Shape.present("publishAt", publishAt);
        Shape.require(
                "publishAt",
                publishAt.isAfter(now) && publishAt.isBefore(now.plus(Duration.ofDays(MAX_DAYS_AHEAD))),
                "publishAt must be in the future, at most " + MAX_DAYS_AHEAD + " days ahead.");
    }

    private static void checkPriced(@Nullable Long pricePaise, List<UUID> membershipIds) {
        checkPrice(Shape.present("price", pricePaise));
        Shape.require(
                "membershipIds", membershipIds.isEmpty(), "An exclusive post is sold by itself, not by memberships.");
    }

    private static void checkTiered(@Nullable Long pricePaise, List<UUID> membershipIds) {
        Shape.require("price", pricePaise == null, "A subscription post has no price of its own.");
        checkTiers(membershipIds);
    }

    private static void checkPrice(long pricePaise) {
        Shape.amount("price", pricePaise, 1, Integer.MAX_VALUE);
    }

    private static void checkTiers(List<UUID> membershipIds) {
        Shape.count("membershipIds", membershipIds, 1, MAX_TIERS);
        checkDistinct("membershipIds", membershipIds);
    }

    private static void checkDistinct(String field, List<UUID> ids) {
        Shape.require(field, new HashSet<>(ids).size() == ids.size(), field + " must not repeat an id.");
    }

    private static void checkMedia(List<Media> media) {
        Shape.count("media", media, 0, MAX_IMAGES + MAX_VIDEOS);
        for (int i = 0; i < media.size(); i++) media.get(i).check("media[" + i + "].");
        Shape.require("media", count(media, MediaType.IMAGE) <= MAX_IMAGES, "A post has at most 10 images.");
        Shape.require("media", count(media, MediaType.VIDEO) <= MAX_VIDEOS, "A post has at most 1 video.");
    }

    private static long count(List<Media> media, MediaType type) {
        return media.stream().filter(item -> item.mediaType() == type).count();
    }
}

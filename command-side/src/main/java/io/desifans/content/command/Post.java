package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.command.UserFacts;
import io.desifans.content.MediaType;
import io.desifans.content.PostEvent;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A post with its media and the tiers or the price that open it. */
@Aggregate
class Post {

    static final int MAX_CAPTION = 5000;
    static final int MAX_IMAGES = 10;
    static final int MAX_VIDEOS = 1;
    static final int MAX_TIERS = 20;

    /** What a creator may do with a post. */
    public sealed interface PostCommand extends Command {

        @TargetAggregateIdentifier
        UUID postId();

        /**
         * @param pricePaise 1 to 2^31−1 for an exclusive post, null for a subscription post
         * @param membershipIds own tiers, at least one, for a subscription post; none for an exclusive post
         */
        @SentBy(Sender.USER)
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

        @SentBy(Sender.USER)
        record DeletePost(UUID postId, String userId) implements PostCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable PostPublished published;
    private final List<MediaAttached> attached = new ArrayList<>();
    private boolean deleted;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.PublishPost c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        PostPublished publication = publication(c);
        List<MediaAttached> attachments = attachments(c);
        if (publication.equals(published) && attachments.equals(attached) && !deleted) return;
        if (published != null) throw ChosenId.taken();
        for (int i = 0; i < c.membershipIds().size(); i++)
            TierFacts.mustBelongTo(facts, c.creatorId(), c.membershipIds().get(i), "membershipIds[" + i + "]");
        apply(publication);
        attachments.forEach(media -> apply(media));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.DeletePost c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        if (published == null || !UserFacts.of(facts, published.creatorId()).here()) throw Rejected.notFound("post");
        boolean mayDelete = user.isAdmin() || published.creatorId().equals(c.userId());
        if (deleted && mayDelete) return;
        if (deleted) throw Rejected.notFound("post");
        if (!mayDelete) throw Rejected.forbidden("NOT_YOUR_POST", "Only its creator may delete a post.");
        apply(new PostDeleted(published.postId(), published.creatorId()));
    }

    @EventSourcingHandler
    void evolve(PostEvent event) {
        switch (event) {
            case PostPublished e -> {
                id = e.postId();
                published = e;
            }
            case MediaAttached e -> attached.add(e);
            case PostDeleted e -> deleted = true;
        }
    }

    private static PostPublished publication(PostCommand.PublishPost c) {
        return new PostPublished(
                c.postId(), c.creatorId(), c.caption(), c.postType(), c.pricePaise(), c.membershipIds());
    }

    /** Media ids follow from the post and the place, so that a repeated request names the same rows and no other post's. */
    private static List<MediaAttached> attachments(PostCommand.PublishPost c) {
        List<MediaAttached> attachments = new ArrayList<>();
        for (Media media : c.media()) {
            int place = attachments.size();
            attachments.add(new MediaAttached(
                    c.postId(),
                    c.creatorId(),
                    DerivedId.of("postMedia", c.postId().toString(), Integer.toString(place)),
                    media.mediaType(),
                    media.url(),
                    media.thumbnailUrl(),
                    media.hlsUrl(),
                    media.blurThumbnailUrl(),
                    media.metadata(),
                    place));
        }
        return attachments;
    }

    private static void checkPriced(@Nullable Long pricePaise, List<UUID> membershipIds) {
        Shape.amount("price", Shape.present("price", pricePaise), 1, Integer.MAX_VALUE);
        Shape.require(
                "membershipIds", membershipIds.isEmpty(), "An exclusive post is sold by itself, not by memberships.");
    }

    private static void checkTiered(@Nullable Long pricePaise, List<UUID> membershipIds) {
        Shape.require("price", pricePaise == null, "A subscription post has no price of its own.");
        Shape.count("membershipIds", membershipIds, 1, MAX_TIERS);
        Shape.require(
                "membershipIds",
                new HashSet<>(membershipIds).size() == membershipIds.size(),
                "membershipIds must not repeat a membership.");
    }

    private static void checkMedia(List<Media> media) {
        Shape.count("media", media, 0, MAX_IMAGES + MAX_VIDEOS);
        for (int i = 0; i < media.size(); i++) media.get(i).check("media[" + i + "]");
        Shape.require("media", count(media, MediaType.IMAGE) <= MAX_IMAGES, "A post has at most 10 images.");
        Shape.require("media", count(media, MediaType.VIDEO) <= MAX_VIDEOS, "A post has at most 1 video.");
    }

    private static long count(List<Media> media, MediaType type) {
        return media.stream().filter(item -> item.mediaType() == type).count();
    }
}

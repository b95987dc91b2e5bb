package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.ChosenId;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.PostEvent;
import io.desifans.content.PostEvent.MediaAttached;
import io.desifans.content.PostEvent.MediaRemoved;
import io.desifans.content.PostEvent.MediaReordered;
import io.desifans.content.PostEvent.PostChanged;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A post with its media and the tiers or the price that open it. */
@Aggregate
class Post {

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable PostPublished published;
    private final List<MediaAttached> publishedWith = new ArrayList<>();
    private @Nullable PostContent content;
    private boolean deleted;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.PublishPost c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        PostPublished publication = publication(c);
        List<MediaAttached> attachments = attachments(c);
        if (publication.equals(published) && attachments.equals(publishedWith) && !deleted) return;
        if (published != null) throw ChosenId.taken();
        TierFacts.mustBelongTo(facts, c.creatorId(), c.membershipIds());
        apply(publication);
        attachments.forEach(media -> apply(media));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.ChangePost c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        PostContent next = now.after(c, facts);
        if (next.equals(now)) return;
        apply(new PostChanged(
                c.postId(),
                now.creatorId(),
                next.caption(),
                next.pricePaise(),
                next.membershipIds(),
                now.membershipIds()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.AttachMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        if (now.mediaIds().contains(c.mediaId())) return;
        MediaAttached attachment = attachment(
                c.postId(), now.creatorId(), c.mediaId(), c.media(), now.media().size());
        now.with(attachment);
        apply(attachment);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.ReorderMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        if (now.reordered(c.mediaIds()).equals(now)) return;
        apply(new MediaReordered(c.postId(), now.creatorId(), c.mediaIds()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.RemoveMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        if (!now.mediaIds().contains(c.mediaId())) throw Rejected.notFound("media");
        List<UUID> rest = now.without(c.mediaId()).mediaIds();
        apply(new MediaRemoved(c.postId(), now.creatorId(), c.mediaId(), rest));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.DeletePost c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        String creatorId = creator(facts);
        boolean mayDelete = user.isAdmin() || creatorId.equals(c.userId());
        if (deleted && mayDelete) return;
        if (deleted) throw Rejected.notFound("post");
        if (!mayDelete) throw Rejected.forbidden("NOT_YOUR_POST", "Only its creator may delete a post.");
        apply(new PostDeleted(c.postId(), creatorId));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PostCommand.TakeDownPost c, Facts facts) {
        UserFacts.acting(facts, c.adminId());
        String creatorId = creator(facts);
        if (!deleted) apply(new PostTakenDown(c.postId(), creatorId, c.adminId()));
    }

    /** A post goes with its creator. */
    private String creator(Facts facts) {
        if (published == null || !CreatorFacts.of(facts, published.creatorId()).here()) throw Rejected.notFound("post");
        return published.creatorId();
    }

    private PostContent ownedBy(String userId, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, userId);
        String creatorId = creator(facts);
        if (deleted) throw Rejected.notFound("post");
        if (!creatorId.equals(userId)) throw Rejected.forbidden("NOT_YOUR_POST", "Only its creator may change a post.");
        return current();
    }

    private PostContent current() {
        return Objects.requireNonNull(content);
    }

    @EventSourcingHandler
    void evolve(PostEvent event) {
        switch (event) {
            case PostPublished e -> {
                id = e.postId();
                published = e;
                content = PostContent.of(e);
            }
            case PostChanged e -> content = current().after(e);
            case MediaAttached e -> {
                if (e.mediaId().equals(placed(e.postId(), e.orderIndex()))) publishedWith.add(e);
                content = current().with(e);
            }
            case MediaReordered e -> content = current().inOrder(e.mediaIds());
            case MediaRemoved e -> content = current().inOrder(e.mediaIds());
            case PostDeleted e -> deleted = true;
            case PostTakenDown e -> deleted = true;
        }
    }

    private static PostPublished publication(PostCommand.PublishPost c) {
        return new PostPublished(
                c.postId(), c.creatorId(), c.caption(), c.postType(), c.pricePaise(), c.membershipIds());
    }

    private static List<MediaAttached> attachments(PostCommand.PublishPost c) {
        List<MediaAttached> attachments = new ArrayList<>();
        for (Media media : c.media()) {
            int place = attachments.size();
            attachments.add(attachment(c.postId(), c.creatorId(), placed(c.postId(), place), media, place));
        }
        return attachments;
    }

    /** Ids of what is published follow from the post and the place, so that a repeated request names the same rows and no other post's. */
    private static UUID placed(UUID postId, int place) {
        return DerivedId.of("postMedia", postId.toString(), Integer.toString(place));
    }

    private static MediaAttached attachment(UUID postId, String creatorId, UUID mediaId, Media media, int place) {
        return new MediaAttached(
                postId,
                creatorId,
                mediaId,
                media.mediaType(),
                media.url(),
                media.thumbnailUrl(),
                media.hlsUrl(),
                media.blurThumbnailUrl(),
                media.metadata(),
                place);
    }
}

package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.ChosenId;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.PostDraft;
import io.desifans.content.PostEvent;
import io.desifans.content.PostEvent.*;
import io.desifans.content.command.PostCommand.*;
import io.desifans.web.Rejected;
import java.time.Instant;
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

    private @Nullable PostScheduled scheduled;
    private @Nullable Instant publishAt;
    private @Nullable PostPublished published;
    private final List<MediaAttached> publishedWith = new ArrayList<>();
    private @Nullable PostContent content;
    private boolean deleted;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PublishPost c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        PostPublished publication = publication(c);
        List<MediaAttached> attachments = attachments(c);
        if (publication.equals(published) && attachments.equals(publishedWith) && !deleted) return;
        if (content != null) throw ChosenId.taken();
        TierFacts.mustBelongTo(facts, c.creatorId(), c.membershipIds());
        apply(publication);
        attachments.forEach(media -> apply(media));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SchedulePost c, Facts facts) {
        PublishPost post = c.post();
        CreatorFacts.mustBeOnboarded(facts, post.creatorId());
        PostPublished publication = publication(post);
        PostDraft draft = PostContent.of(publication).withAll(attachments(post)).draft();
        var schedule = new PostScheduled(c.postId(), post.creatorId(), draft, c.publishAt());
        if (schedule.equals(scheduled) && !deleted) return;
        if (content != null) throw ChosenId.taken();
        TierFacts.mustBelongTo(facts, post.creatorId(), post.membershipIds());
        apply(schedule);
    }

    /** Whoever may not publish at that time does not: the post waits until its creator sets another time. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PublishScheduledPost c, Facts facts) {
        if (publishAt == null || c.now().isBefore(publishAt) || deleted) return;
        PostContent now = current();
        if (!CreatorFacts.of(facts, now.creatorId()).isOpen()) return;
        apply(new ScheduleKept(c.postId(), now.creatorId()));
        apply(now.publication(c.postId()));
        PostContent.of(c.postId(), now.creatorId(), now.draft()).media().forEach(media -> apply(media));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ChangePost c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        PostContent next = now.after(c, facts);
        if (c.publishAt() != null && publishAt == null)
            throw Rejected.conflict("ALREADY_PUBLISHED", "publishAt", "This post is published already.");
        Instant at = c.publishAt() == null ? publishAt : c.publishAt();
        if (next.equals(now) && Objects.equals(at, publishAt)) return;
        if (at != null) apply(new ScheduledPostChanged(c.postId(), now.creatorId(), next.draft(), at));
        else
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
    void decide(AttachMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        if (now.mediaIds().contains(c.mediaId())) return;
        MediaAttached attachment = attachment(
                c.postId(), now.creatorId(), c.mediaId(), c.media(), now.media().size());
        change(now.with(attachment), attachment);
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReorderMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        PostContent next = now.reordered(c.mediaIds());
        if (!next.equals(now)) change(next, new MediaReordered(c.postId(), now.creatorId(), c.mediaIds()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RemoveMedia c, Facts facts) {
        PostContent now = ownedBy(c.userId(), facts);
        if (!now.mediaIds().contains(c.mediaId())) throw Rejected.notFound("media");
        PostContent next = now.without(c.mediaId());
        change(next, new MediaRemoved(c.postId(), now.creatorId(), c.mediaId(), next.mediaIds()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DeletePost c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        String creatorId = creator(facts);
        if (deleted && creatorId.equals(c.userId())) return;
        mustBelongTo(c.userId(), creatorId, "Only its creator may delete a post.");
        apply(
                publishAt == null
                        ? new PostDeleted(c.postId(), creatorId)
                        : new ScheduleCancelled(c.postId(), creatorId));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(TakeDownPost c, Facts facts) {
        UserFacts.acting(facts, c.adminId());
        String creatorId = creator(facts);
        if (publishAt != null) throw Rejected.notFound("post");
        if (!deleted) apply(new PostTakenDown(c.postId(), creatorId, c.adminId()));
    }

    /** A post goes with its creator. */
    private String creator(Facts facts) {
        if (content == null || !CreatorFacts.of(facts, content.creatorId()).here()) throw Rejected.notFound("post");
        return content.creatorId();
    }

    /** Of a post that is not published yet everything is one draft. */
    private void change(PostContent next, PostEvent ofPublished) {
        if (publishAt == null) apply(ofPublished);
        else apply(new ScheduledPostChanged(ofPublished.postId(), next.creatorId(), next.draft(), publishAt));
    }

    private PostContent ownedBy(String userId, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, userId);
        String creatorId = creator(facts);
        mustBelongTo(userId, creatorId, "Only its creator may change a post.");
        return current();
    }

    /** Others do not learn that there is one which is not published yet. */
    private void mustBelongTo(String userId, String creatorId, String otherwise) {
        boolean theirs = creatorId.equals(userId);
        if (deleted || publishAt != null && !theirs) throw Rejected.notFound("post");
        if (!theirs) throw Rejected.forbidden("NOT_YOUR_POST", otherwise);
    }

    private PostContent current() {
        return Objects.requireNonNull(content);
    }

    @EventSourcingHandler
    void evolve(PostEvent event) {
        switch (event) {
            case PostScheduled e -> {
                scheduled = e;
                drafted(e.postId(), e.creatorId(), e.draft(), e.publishAt());
            }
            case ScheduledPostChanged e -> drafted(e.postId(), e.creatorId(), e.draft(), e.publishAt());
            case ScheduleCancelled e -> deleted = true;
            case ScheduleKept e -> publishAt = null;
            case PostPublished e -> {
                id = e.postId();
                published = e;
                content = PostContent.of(e);
            }
            case PostChanged e -> content = current().after(e);
            case MediaAttached e -> {
                if (e.mediaId().equals(placed(e.postId(), e.orderIndex()))) publishedWith.add(e);
                content = current().after(e);
            }
            case MediaReordered e -> content = current().inOrder(e.mediaIds());
            case MediaRemoved e -> content = current().inOrder(e.mediaIds());
            case PostDeleted e -> deleted = true;
            case PostTakenDown e -> deleted = true;
        }
    }

    /** A draft that is erased went with its creator. */
    private void drafted(UUID postId, String creatorId, @Nullable PostDraft draft, Instant at) {
        id = postId;
        publishAt = at;
        content = draft == null ? null : PostContent.of(postId, creatorId, draft);
    }

    private static PostPublished publication(PublishPost c) {
        return new PostPublished(
                c.postId(), c.creatorId(), c.caption(), c.postType(), c.pricePaise(), c.membershipIds());
    }

    private static List<MediaAttached> attachments(PublishPost c) {
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

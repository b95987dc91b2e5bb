package io.desifans.content.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRestored;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.PostEvent.PostChanged;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostEvent.PostTakenDown;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What likes and comments need to know of a post.
 *
 * @param creatorId whose it is; null if there is no such post, or none any more
 * @param membershipIds the tiers that open it
 */
record PostFacts(@Nullable String creatorId, List<UUID> membershipIds) {

    private static final PostFacts NONE = new PostFacts(null, List.of());

    /** Refuses a post that never was, was deleted, or went with its creator. */
    static PostFacts existing(Facts facts, UUID postId) {
        PostFacts post = facts.fold(postId, NONE, PostFacts::after);
        if (post.creatorId == null || !CreatorFacts.of(facts, post.creatorId).here()) throw Rejected.notFound("post");
        return post;
    }

    static boolean isThere(Facts facts, UUID postId) {
        return facts.fold(postId, NONE, PostFacts::after).creatorId != null;
    }

    /**
     * Refuses a user to whom the post is locked: it opens to its creator, to admins, to whoever has bought it and to
     * whoever has time left with one of its tiers that is still offered.
     */
    static void mustBeOpenTo(Facts facts, UUID postId, String userId, UserFacts user, Instant now) {
        PostFacts post = existing(facts, postId);
        boolean open = post.isBy(userId)
                || user.isAdmin()
                || isBought(facts, postId, userId)
                || post.membershipIds.stream()
                        .anyMatch(
                                tier -> now.isBefore(paidUntil(facts, userId, tier)) && TierFacts.isThere(facts, tier));
        if (!open) throw Rejected.forbidden("POST_LOCKED", "This post is locked for you.");
    }

    boolean isBy(String userId) {
        return userId.equals(creatorId);
    }

    private static boolean isBought(Facts facts, UUID postId, String userId) {
        UUID purchase = DerivedId.of("Purchase", userId, postId.toString());
        return facts.fold(
                purchase,
                false,
                (before, event) -> event instanceof PostPurchaseGranted || event instanceof PostPurchaseRestored);
    }

    private static Instant paidUntil(Facts facts, String userId, UUID membershipId) {
        UUID subscription = DerivedId.of("subscriptions", userId, membershipId.toString());
        return facts.fold(subscription, Instant.MIN, (before, event) -> switch (event) {
            case GrantAdded grant -> grant.periodEnd();
            case GrantRemoved removed -> removed.periodEnd();
            case GrantRestored restored -> restored.periodEnd();
            default -> before;
        });
    }

    private PostFacts after(Event event) {
        return switch (event) {
            case PostPublished e -> new PostFacts(e.creatorId(), e.membershipIds());
            case PostChanged e -> new PostFacts(e.creatorId(), e.membershipIds());
            case PostDeleted e -> NONE;
            case PostTakenDown e -> NONE;
            default -> this;
        };
    }
}

package io.desifans.content.command;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What likes and comments need to know of a post.
 *
 * @param creatorId whose it is; null if there is no such post, or none any more
 */
record PostFacts(@Nullable String creatorId) {

    private static final PostFacts NONE = new PostFacts(null);

    /** Refuses a post that never was, was deleted, or went with its creator. */
    static PostFacts existing(Facts facts, UUID postId) {
        PostFacts post = facts.fold(postId, NONE, PostFacts::after);
        if (post.creatorId == null || !UserFacts.of(facts, post.creatorId).here()) throw Rejected.notFound("post");
        return post;
    }

    /** Refuses a user to whom the post is locked: it opens to its creator and to admins. */
    void mustBeOpenTo(String userId, UserFacts user) {
        if (!userId.equals(creatorId) && !user.isAdmin())
            throw Rejected.forbidden("POST_LOCKED", "This post is locked for you.");
    }

    private PostFacts after(Event event) {
        return switch (event) {
            case PostPublished e -> new PostFacts(e.creatorId());
            case PostDeleted e -> NONE;
            default -> this;
        };
    }
}

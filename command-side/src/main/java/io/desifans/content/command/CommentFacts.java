package io.desifans.content.command;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.web.Rejected;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reply needs to know of the comments above it. */
final class CommentFacts {

    /** Each reply looks at all above it, so there must be an end. */
    static final int MOST_LEVELS = 1000;

    private CommentFacts() {}

    /** Refuses as parent a comment that is not on the post, or is gone. */
    static void mustBeOn(Facts facts, UUID postId, UUID parentCommentId) {
        int levels = levels(facts, postId, parentCommentId);
        if (levels == 0) throw Rejected.invalid("parentCommentId", "parentCommentId is not a comment on this post.");
        if (levels == MOST_LEVELS)
            throw Rejected.conflict("REPLY_TOO_DEEP", "parentCommentId", "Replies end at level 1000.");
    }

    /**
     * How many levels there are down to a comment, 1 at the top and {@value #MOST_LEVELS} at most; 0 if it is not on the post
     * or is gone: a comment goes when it is deleted and with its author, and with it all replies below it, whoever wrote them.
     */
    static int levels(Facts facts, UUID postId, UUID commentId) {
        Set<String> here = new HashSet<>();
        int levels = 0;
        for (UUID id = commentId; id != null && levels < MOST_LEVELS; levels++) {
            CommentWritten comment = written(facts, id);
            if (comment == null || !comment.postId().equals(postId) || !isHere(comment.userId(), here, facts)) return 0;
            id = comment.parentCommentId();
        }
        return levels;
    }

    private static @Nullable CommentWritten written(Facts facts, UUID commentId) {
        return facts.fold(commentId, Optional.<CommentWritten>empty(), (before, event) -> switch (event) {
                    case CommentWritten comment -> Optional.of(comment);
                    case CommentDeleted e -> Optional.empty();
                    default -> before;
                })
                .orElse(null);
    }

    /** Most of those above are of the same few. */
    private static boolean isHere(String userId, Set<String> here, Facts facts) {
        if (here.contains(userId)) return true;
        boolean registered = UserFacts.of(facts, userId).here();
        if (registered) here.add(userId);
        return registered;
    }
}

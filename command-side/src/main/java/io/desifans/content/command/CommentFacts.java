package io.desifans.content.command;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.web.Rejected;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a reply needs to know of the comments above it. */
final class CommentFacts {

    /** Each reply looks at all above it, so there must be an end. */
    static final int MOST_LEVELS = 1000;

    private CommentFacts() {}

    /**
     * Refuses as parent a comment that is not on the post, or is gone: a comment goes with its author, and with it all
     * replies below it, whoever wrote them.
     */
    static void mustBeOn(Facts facts, UUID postId, UUID parentCommentId) {
        Set<String> here = new HashSet<>();
        int levels = 0;
        for (UUID id = parentCommentId; id != null; levels++) {
            if (levels == MOST_LEVELS)
                throw Rejected.conflict("REPLY_TOO_DEEP", "parentCommentId", "Replies end at level 1000.");
            id = written(facts, id)
                    .filter(comment -> comment.postId().equals(postId))
                    .filter(comment -> isHere(comment.userId(), here, facts))
                    .orElseThrow(
                            () -> Rejected.invalid("parentCommentId", "parentCommentId is not a comment on this post."))
                    .parentCommentId();
        }
    }

    private static Optional<CommentWritten> written(Facts facts, UUID commentId) {
        return facts.fold(
                commentId,
                Optional.empty(),
                (before, event) -> event instanceof CommentWritten comment ? Optional.of(comment) : before);
    }

    /** Most of those above are of the same few. */
    private static boolean isHere(String userId, Set<String> here, Facts facts) {
        if (here.contains(userId)) return true;
        boolean registered = UserFacts.of(facts, userId).here();
        if (registered) here.add(userId);
        return registered;
    }
}

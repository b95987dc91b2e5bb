package io.desifans.content.command;

import io.desifans.Event;
import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reply needs to know of the comment it answers.
 *
 * @param written null if there is no such comment
 */
record CommentFacts(@Nullable CommentWritten written) {

    /** Refuses as parent a comment that is not on the post, or went with its author. */
    static void mustBeOn(Facts facts, UUID postId, UUID parentCommentId) {
        CommentWritten parent = facts.fold(parentCommentId, new CommentFacts(null), CommentFacts::after).written;
        if (parent == null
                || !parent.postId().equals(postId)
                || !UserFacts.of(facts, parent.userId()).here())
            throw Rejected.invalid("parentCommentId", "parentCommentId is not a comment on this post.");
    }

    private CommentFacts after(Event event) {
        return event instanceof CommentWritten e ? new CommentFacts(e) : this;
    }
}

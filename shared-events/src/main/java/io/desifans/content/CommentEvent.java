package io.desifans.content;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a comment (table {@code postComment}). */
public sealed interface CommentEvent extends Event {

    UUID commentId();

    /** @param parentCommentId the comment it replies to, on the same post; null at the top */
    record CommentWritten(
            UUID commentId,
            UUID postId,
            @Person String userId,
            @Personal(of = "userId") @Nullable String content,
            @Nullable UUID parentCommentId)
            implements CommentEvent {}

    record CommentEdited(
            UUID commentId,
            UUID postId,
            @Person String userId,
            @Personal(of = "userId") @Nullable String content) implements CommentEvent {}

    /**
     * The comment is gone with every reply below it.
     *
     * @param userId who wrote it
     * @param by the user id of who deleted it
     */
    record CommentDeleted(
            UUID commentId, UUID postId, @Person String userId, String by) implements CommentEvent {}
}

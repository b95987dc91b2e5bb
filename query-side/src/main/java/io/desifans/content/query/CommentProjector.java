package io.desifans.content.query;

import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.content.CommentEvent;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code postComment}. */
@Component
public final class CommentProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(CommentEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(POST_COMMENT);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((CommentEvent) event) {
            case CommentWritten e ->
                rows.insert(POST_COMMENT, e.commentId())
                        .set(POST_COMMENT.POST_ID, e.postId())
                        .set(POST_COMMENT.USER_ID, e.userId())
                        .set(POST_COMMENT.CONTENT, orErased(e.content()))
                        .set(POST_COMMENT.PARENT_COMMENT_ID, e.parentCommentId())
                        .set(POST_COMMENT.CREATED_AT, at)
                        .set(POST_COMMENT.UPDATED_AT, at);
            case CommentEdited e ->
                rows.update(POST_COMMENT, e.commentId())
                        .set(POST_COMMENT.CONTENT, orErased(e.content()))
                        .set(POST_COMMENT.UPDATED_AT, at);
            case CommentDeleted e -> rows.delete(POST_COMMENT, e.commentId());
        }
    }
}

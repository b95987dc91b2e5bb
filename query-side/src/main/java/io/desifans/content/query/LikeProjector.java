package io.desifans.content.query;

import static io.desifans.db.Tables.POST_LIKE;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.content.LikeEvent;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code postLike}. */
@Component
public final class LikeProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(LikeEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(POST_LIKE);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((LikeEvent) event) {
            case PostLiked e ->
                rows.insert(POST_LIKE, row(e.postId(), e.userId()))
                        .set(POST_LIKE.POST_ID, e.postId())
                        .set(POST_LIKE.USER_ID, e.userId())
                        .set(POST_LIKE.CREATED_AT, at);
            case PostUnliked e -> rows.delete(POST_LIKE, row(e.postId(), e.userId()));
        }
    }

    private static UUID row(UUID postId, String userId) {
        return DerivedId.of("postLike", postId.toString(), userId);
    }
}

package io.desifans.social.query;

import static io.desifans.db.Tables.FOLLOWER;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import io.desifans.social.FollowEvent;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code follower}. */
@Component
public final class FollowProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(FollowEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(FOLLOWER);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((FollowEvent) event) {
            case FollowStarted e ->
                rows.insert(FOLLOWER, row(e.followerId(), e.creatorId()))
                        .set(FOLLOWER.FOLLOWER_ID, e.followerId())
                        .set(FOLLOWER.CREATOR_ID, e.creatorId())
                        .set(FOLLOWER.CREATED_AT, at);
            case FollowStopped e -> rows.delete(FOLLOWER, row(e.followerId(), e.creatorId()));
        }
    }

    private static UUID row(String followerId, String creatorId) {
        return DerivedId.of("follower", followerId, creatorId);
    }
}

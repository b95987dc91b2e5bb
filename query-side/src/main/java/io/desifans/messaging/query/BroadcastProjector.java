package io.desifans.messaging.query;

import static io.desifans.db.Tables.BROADCAST_MESSAGE;
import static io.desifans.db.Tables.BROADCAST_PROGRESS;

import io.desifans.Event;
import io.desifans.messaging.BroadcastEvent;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code broadcastMessage}, and how far each has come. */
@Component
public final class BroadcastProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(BroadcastEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(BROADCAST_MESSAGE, BROADCAST_PROGRESS);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((BroadcastEvent) event) {
            case BroadcastSent e -> {
                rows.insert(BROADCAST_MESSAGE, e.broadcastId())
                        .set(BROADCAST_MESSAGE.CREATOR_ID, e.creatorId())
                        .setJson(BROADCAST_MESSAGE.FOLLOWER_IDS, List.of())
                        .set(BROADCAST_MESSAGE.MESSAGE_TYPE, e.messageType())
                        .set(BROADCAST_MESSAGE.CONTENT, e.content())
                        .set(BROADCAST_MESSAGE.AUDIO_URL, e.audioUrl())
                        .set(BROADCAST_MESSAGE.CREATED_AT, at);
                rows.insert(BROADCAST_PROGRESS, e.broadcastId()).set(BROADCAST_PROGRESS.DELIVERED, 0);
            }
            case BroadcastDelivered e -> {
                rows.update(BROADCAST_MESSAGE, e.broadcastId()).append(BROADCAST_MESSAGE.FOLLOWER_IDS, e.followerIds());
                rows.increment(BROADCAST_PROGRESS, e.broadcastId())
                        .set(BROADCAST_PROGRESS.DELIVERED, e.followerIds().size());
                if (e.last()) rows.update(BROADCAST_PROGRESS, e.broadcastId()).set(BROADCAST_PROGRESS.COMPLETED_AT, at);
            }
        }
    }
}

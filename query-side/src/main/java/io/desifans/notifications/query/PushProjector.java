package io.desifans.notifications.query;

import static io.desifans.db.Tables.PUSH_SUBSCRIPTION;
import static io.desifans.projection.Erased.orErased;

import io.desifans.Event;
import io.desifans.notifications.PushEvent;
import io.desifans.notifications.PushEvent.PushSubscribed;
import io.desifans.notifications.PushEvent.PushUnsubscribed;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code pushSubscription}. */
@Component
public final class PushProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PushEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(PUSH_SUBSCRIPTION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((PushEvent) event) {
            case PushSubscribed e -> {
                String id = e.subscriptionId().toString();
                RowChanges.Values row = e.renewed()
                        ? rows.update(PUSH_SUBSCRIPTION, e.subscriptionId())
                        : rows.insert(PUSH_SUBSCRIPTION, e.subscriptionId()).set(PUSH_SUBSCRIPTION.CREATED_AT, at);
                row.set(PUSH_SUBSCRIPTION.USER_ID, e.userId())
                        .set(PUSH_SUBSCRIPTION.ENDPOINT, e.endpoint() == null ? orErased(null) + id : e.endpoint())
                        .set(PUSH_SUBSCRIPTION.P256DH, orErased(e.p256dh()))
                        .set(PUSH_SUBSCRIPTION.AUTH, orErased(e.auth()))
                        .set(PUSH_SUBSCRIPTION.USER_AGENT, e.userAgent())
                        .set(PUSH_SUBSCRIPTION.UPDATED_AT, at);
            }
            case PushUnsubscribed e -> rows.delete(PUSH_SUBSCRIPTION, e.subscriptionId());
        }
    }
}

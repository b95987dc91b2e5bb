package io.desifans.notifications.query;

import static io.desifans.db.Tables.NOTIFICATION_PREFERENCE;

import io.desifans.Event;
import io.desifans.notifications.PreferenceEvent;
import io.desifans.notifications.PreferenceEvent.PreferenceSet;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code notificationPreference}. */
@Component
public final class PreferenceProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(PreferenceEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(NOTIFICATION_PREFERENCE);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch ((PreferenceEvent) event) {
            case PreferenceSet e -> {
                if (e.first())
                    rows.insert(NOTIFICATION_PREFERENCE, e.preferenceId())
                            .set(NOTIFICATION_PREFERENCE.USER_ID, e.userId())
                            .set(NOTIFICATION_PREFERENCE.ENABLED, e.enabled())
                            .set(NOTIFICATION_PREFERENCE.CREATED_AT, at)
                            .set(NOTIFICATION_PREFERENCE.UPDATED_AT, at);
                else
                    rows.update(NOTIFICATION_PREFERENCE, e.preferenceId())
                            .set(NOTIFICATION_PREFERENCE.ENABLED, e.enabled())
                            .set(NOTIFICATION_PREFERENCE.UPDATED_AT, at);
            }
        }
    }
}

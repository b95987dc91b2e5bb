package io.desifans.notifications.query;

import static io.desifans.db.Tables.NOTIFICATION;

import io.desifans.Event;
import io.desifans.notifications.AnnouncementEvent;
import io.desifans.notifications.AnnouncementEvent.AudienceNotified;
import io.desifans.notifications.NotificationEvent;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.projection.Projector;
import io.desifans.projection.RowChanges;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.Table;
import org.springframework.stereotype.Component;

/** The table {@code notification}. */
@Component
public final class NotificationProjector implements Projector {

    @Override
    public Set<Class<? extends Event>> families() {
        return Set.of(NotificationEvent.class, AnnouncementEvent.class);
    }

    @Override
    public Set<Table<?>> tables() {
        return Set.of(NOTIFICATION);
    }

    @Override
    public void project(Event event, Instant at, RowChanges rows) {
        switch (event) {
            case AnnouncementEvent e -> announced(e, at, rows);
            case NotificationEvent e -> told(e, at, rows);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private static void announced(AnnouncementEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case AudienceNotified e -> {
                for (String userId : e.userIds())
                    rows.insert(NOTIFICATION, e.notificationOf(userId))
                            .set(NOTIFICATION.USER_ID, userId)
                            .set(NOTIFICATION.TYPE, e.type().label())
                            .set(NOTIFICATION.TITLE, e.title())
                            .set(NOTIFICATION.MESSAGE, e.message())
                            .set(NOTIFICATION.LINK, e.link())
                            .set(NOTIFICATION.READ, false)
                            .set(NOTIFICATION.CREATED_AT, at);
            }
        }
    }

    private static void told(NotificationEvent event, Instant at, RowChanges rows) {
        switch (event) {
            case NotificationRaised e ->
                rows.insert(NOTIFICATION, e.notificationId())
                        .set(NOTIFICATION.USER_ID, e.userId())
                        .set(NOTIFICATION.TYPE, e.type().label())
                        .set(NOTIFICATION.TITLE, e.title())
                        .set(NOTIFICATION.MESSAGE, e.message())
                        .set(NOTIFICATION.LINK, e.link())
                        .set(NOTIFICATION.READ, false)
                        .set(NOTIFICATION.CREATED_AT, at);
            case NotificationRead e -> read(e.notificationId(), rows);
            case AllNotificationsRead e -> e.notificationIds().forEach(id -> read(id, rows));
        }
    }

    private static void read(UUID notificationId, RowChanges rows) {
        rows.update(NOTIFICATION, notificationId).set(NOTIFICATION.READ, true);
    }
}

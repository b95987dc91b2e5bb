package io.desifans.notifications;

import io.desifans.Event;
import io.desifans.Person;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person is told, and what of it they have read (table {@code notification}). */
public sealed interface NotificationEvent extends Event {

    String userId();

    /**
     * Title and message follow from the type and name nobody; names come through the link.
     *
     * @param notificationId derived from the event that caused it and the person who is told
     * @param link the API resource it is about
     */
    record NotificationRaised(
            UUID notificationId,
            @Person String userId,
            NotificationType type,
            String title,
            String message,
            @Nullable String link)
            implements NotificationEvent {}

    record NotificationRead(UUID notificationId, @Person String userId) implements NotificationEvent {}

    /** @param notificationIds all that the person had not read, as far as they could see; at most 1,000 */
    record AllNotificationsRead(UUID inboxId, @Person String userId, List<UUID> notificationIds)
            implements NotificationEvent {}
}

package io.desifans.notifications;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.Person;
import java.util.List;
import java.util.UUID;

/** What many persons are told at once (table {@code notification}). */
public sealed interface AnnouncementEvent extends Event {

    UUID announcementId();

    /** The notification of one of these persons. */
    default UUID notificationOf(String userId) {
        return switch (this) {
            case AudienceNotified e -> DerivedId.of("notification", e.causeId().toString(), userId);
        };
    }

    /**
     * Each gets a notification, whose id is derived from the cause and the person.
     *
     * @param causeId what they are told of
     * @param number which part of the audience, from 0
     * @param link the API resource it is about
     * @param userIds at most 1,000, in ascending order
     */
    record AudienceNotified(
            UUID announcementId,
            UUID causeId,
            int number,
            NotificationType type,
            String title,
            String message,
            String link,
            @Person List<String> userIds)
            implements AnnouncementEvent {}
}

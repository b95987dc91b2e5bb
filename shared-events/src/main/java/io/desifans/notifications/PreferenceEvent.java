package io.desifans.notifications;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/** Whether a person wants notifications (table {@code notificationPreference}); who has never said so does. */
public sealed interface PreferenceEvent extends Event {

    UUID preferenceId();

    /** @param first whether they had never said so before */
    record PreferenceSet(UUID preferenceId, @Person String userId, boolean enabled, boolean first)
            implements PreferenceEvent {}
}

package io.desifans.notifications;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a person's browser takes pushes (table {@code pushSubscription}); one endpoint is one person's at a time. */
public sealed interface PushEvent extends Event {

    UUID subscriptionId();

    /**
     * @param subscriptionId derived from the endpoint
     * @param p256dh the browser's public key, base64url
     * @param auth the browser's secret, base64url
     * @param renewed whether it was the same person's before, with other keys
     */
    record PushSubscribed(
            UUID subscriptionId,
            @Person String userId,
            @Personal(of = "userId") @Nullable String endpoint,
            @Personal(of = "userId") @Nullable String p256dh,
            @Personal(of = "userId") @Nullable String auth,
            @Personal(of = "userId") @Nullable String userAgent,
            boolean renewed)
            implements PushEvent {}

    /** @param cause {@code user}, or {@code gone} when the push service does not know it any more */
    record PushUnsubscribed(UUID subscriptionId, @Person String userId, String cause) implements PushEvent {}
}

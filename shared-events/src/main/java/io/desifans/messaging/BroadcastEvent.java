package io.desifans.messaging;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a creator writes to followers (table {@code broadcastMessage}). */
public sealed interface BroadcastEvent extends Event {

    UUID broadcastId();

    /** @param audience the followers it is for; null for all there are when it is delivered */
    record BroadcastSent(
            UUID outboxId,
            UUID broadcastId,
            @Person String creatorId,
            MessageType messageType,
            @Personal(of = "creatorId") @Nullable String content,
            @Personal(of = "creatorId") @Nullable String audioUrl,
            @Person @Nullable List<String> audience)
            implements BroadcastEvent {}

    /**
     * Some of the followers have received it.
     *
     * @param deliveryId derived from the broadcast and the number
     * @param number of the delivery, from 0
     * @param followerIds at most 1,000, in ascending order
     * @param last whether all have received it now
     */
    record BroadcastDelivered(
            UUID deliveryId,
            UUID broadcastId,
            @Person String creatorId,
            int number,
            @Person List<String> followerIds,
            boolean last)
            implements BroadcastEvent {}
}

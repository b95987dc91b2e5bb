package io.desifans.services;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import io.desifans.creator.ServiceType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a booking of a service (table {@code serviceOrder}). */
public sealed interface ServiceOrderEvent extends Event {

    UUID orderId();

    String userId();

    String creatorId();

    /** @param userId who booked it */
    record OrderPlaced(
            UUID orderId,
            @Person String userId,
            @Person String creatorId,
            UUID serviceId,
            UUID transactionId,
            ServiceType serviceType,
            int durationMinutes)
            implements ServiceOrderEvent {}

    record OrderPaid(
            UUID orderId, @Person String userId, @Person String creatorId) implements ServiceOrderEvent {}

    record OrderActivated(
            UUID orderId, @Person String userId, @Person String creatorId) implements ServiceOrderEvent {}

    record CustomerJoined(
            UUID orderId, @Person String userId, @Person String creatorId) implements ServiceOrderEvent {}

    record CreatorJoined(
            UUID orderId, @Person String userId, @Person String creatorId) implements ServiceOrderEvent {}

    /** Both sides have used it: both have joined the call, or both have written. */
    record OrderUtilized(
            UUID orderId, @Person String userId, @Person String creatorId) implements ServiceOrderEvent {}

    record OrderFulfilled(
            UUID orderId,
            @Person String userId,
            @Person String creatorId,
            @Personal(of = "creatorId") @Nullable String fulfillmentNotes)
            implements ServiceOrderEvent {}

    record OrderCancelled(
            UUID orderId,
            @Person String userId,
            @Person String creatorId,
            CancelledBy cancelledBy,
            @Personal(of = "creatorId") @Nullable String reason)
            implements ServiceOrderEvent {

        /** Not so where its payment failed: an order is paid all the same when the payment completes after all. */
        public boolean forGood() {
            return cancelledBy != CancelledBy.PAYMENT;
        }
    }

    /** Nobody activated it in its time: the money has to go back. */
    record OrderExpired(
            UUID orderId, @Person String userId, @Person String creatorId, UUID transactionId)
            implements ServiceOrderEvent {}
}

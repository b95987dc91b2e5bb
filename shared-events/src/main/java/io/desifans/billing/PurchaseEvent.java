package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/** An exclusive post that is open for a fan for good (table {@code postPurchase}); one per fan and post. */
public sealed interface PurchaseEvent extends Event {

    String userId();

    UUID postId();

    record PostPurchaseGranted(
            UUID purchaseId, @Person String userId, @Person String creatorId, UUID postId, UUID transactionId)
            implements PurchaseEvent {}

    /** The payment went back, and the post with it; it can be bought again. */
    record PostPurchaseRevoked(
            @Person String userId, @Person String creatorId, UUID postId, UUID transactionId)
            implements PurchaseEvent {}

    /** The payment stays after all. */
    record PostPurchaseRestored(
            @Person String userId, @Person String creatorId, UUID postId, UUID transactionId)
            implements PurchaseEvent {}
}

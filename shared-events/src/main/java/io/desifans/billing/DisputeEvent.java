package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a buyer's bank asks a payment back; the payment itself stays completed. It concerns what was not refunded before. All
 * amounts in paise.
 */
public sealed interface DisputeEvent extends Event {

    UUID transactionId();

    UUID disputeId();

    /**
     * Until it ends, what was paid for is closed and the creator's part is kept back. It is said again when another dispute
     * about the same payment has ended and this one has not.
     *
     * @param gatewayAmount what the gateway says it is about, where that is not the payment's amount
     */
    record DisputeOpened(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            UUID disputeId,
            String gatewayDisputeId,
            @Nullable String gatewayAmount,
            long amountPaise,
            long feePaise,
            long creatorPaise)
            implements DisputeEvent {}

    /** Something is heard of it that decides nothing. */
    record DisputeUpdated(UUID transactionId, @Person String userId, UUID disputeId, DisputeOutcome outcome)
            implements DisputeEvent {}

    /** The payment stays, or comes back, but for what was refunded. */
    record DisputeWon(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            UUID disputeId,
            DisputeOutcome outcome,
            long amountPaise,
            long feePaise,
            long creatorPaise)
            implements DisputeEvent {}

    /** The payment is gone, but for what was refunded before. */
    record DisputeLost(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            UUID disputeId,
            DisputeOutcome outcome,
            long amountPaise,
            long feePaise,
            long creatorPaise)
            implements DisputeEvent {}
}

package io.desifans.services.command;

import io.desifans.DerivedId;
import io.desifans.command.Founding;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the processes and the two parties may do with the booking of a service. */
public sealed interface ServiceOrderCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID orderId();

    /** The order that a payment is for; one per payment. */
    static UUID orderOf(UUID transactionId) {
        return DerivedId.of("serviceOrder", transactionId.toString());
    }

    /** Follows from a payment. If it is for no service there is nothing to do. */
    sealed interface OfPayment extends ServiceOrderCommand {

        UUID transactionId();

        @Override
        default UUID orderId() {
            return orderOf(transactionId());
        }
    }

    /** The payment was started: the order is there, and waits for the money. */
    @SentBy(Sender.SYSTEM)
    @Founding
    record PlaceOrder(UUID transactionId) implements OfPayment {}

    /** The payment completed, perhaps after it had been given up. */
    @SentBy(Sender.SYSTEM)
    record MarkOrderPaid(UUID transactionId) implements OfPayment {}

    /** The payment failed or was given up. */
    @SentBy(Sender.SYSTEM)
    record CancelUnpaidOrder(UUID transactionId) implements OfPayment {}

    /** The payment went back, whole. */
    @SentBy(Sender.SYSTEM)
    record CancelRefundedOrder(UUID transactionId) implements OfPayment {}

    /** Both sides have written to each other. */
    @SentBy(Sender.SYSTEM)
    record UtilizeOrder(UUID orderId) implements ServiceOrderCommand {}

    /** Its time to be activated is over. If it was activated or is over, nothing happens. */
    @SentBy(Sender.SYSTEM)
    record ExpireOrder(UUID orderId) implements ServiceOrderCommand {}

    /** @param userId who asks; the order's creator alone may */
    @SentBy(Sender.USER)
    record ActivateOrder(UUID orderId, String userId) implements ServiceOrderCommand {}

    /** @param userId who joins the call: the buyer or the creator */
    @SentBy(Sender.USER)
    record JoinOrder(UUID orderId, String userId) implements ServiceOrderCommand {}

    /**
     * @param userId who asks; the order's creator alone may
     * @param notes 1 to 2000 characters
     * @param mediaUrl where what was made lies
     */
    @SentBy(Sender.USER)
    record FulfilOrder(
            UUID orderId,
            String userId,
            @Nullable String notes,
            @Nullable String mediaUrl) implements ServiceOrderCommand {

        public FulfilOrder {
            Shape.optionalProse("notes", notes, 1, 2000);
            Shape.optionalUrl("mediaUrl", mediaUrl);
        }
    }

    /**
     * @param userId who asks; the order's creator alone may
     * @param reason 1 to 500 characters
     */
    @SentBy(Sender.USER)
    record CancelOrder(UUID orderId, String userId, String reason) implements ServiceOrderCommand {

        public CancelOrder {
            Shape.prose("reason", reason, 1, 500);
        }
    }
}

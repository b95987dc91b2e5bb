package io.desifans.billing;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a payment goes back to its buyer, whole or in parts; the payment itself stays completed. All amounts in paise. */
public sealed interface RefundEvent extends Event {

    UUID transactionId();

    UUID refundId();

    /**
     * The gateway is to send it back.
     *
     * @param gatewayPaymentId the gateway's payment: the one that won, or one that came in besides
     * @param amountPaise of what came in besides in another currency: in its smallest unit
     */
    record RefundRequested(
            UUID transactionId,
            @Person String userId,
            UUID refundId,
            String gatewayPaymentId,
            long amountPaise,
            RefundCause cause)
            implements RefundEvent {}

    /**
     * The money is back. What came in besides was never the creator's: its refund takes nothing from the parts.
     *
     * @param amountPaise of this refund, which takes {@code feePaise} and {@code creatorPaise} from the payment's parts; 0 for
     *     what came in besides in another currency, and is in no account
     * @param refundedPaise of the payment in all, as are {@code refundedFeePaise} and {@code refundedCreatorPaise}
     * @param full whether this one has made the refund whole
     */
    record RefundSucceeded(
            UUID transactionId,
            @Person String userId,
            @Person String creatorId,
            PaymentType type,
            UUID entityId,
            UUID refundId,
            String gatewayRefundId,
            String gatewayPaymentId,
            long amountPaise,
            long feePaise,
            long creatorPaise,
            long refundedPaise,
            long refundedFeePaise,
            long refundedCreatorPaise,
            boolean full)
            implements RefundEvent {}

    /** @param reason the gateway's code; null if it gave none */
    record RefundFailed(
            UUID transactionId,
            @Person String userId,
            UUID refundId,
            String gatewayPaymentId,
            long amountPaise,
            @Nullable String reason)
            implements RefundEvent {}
}

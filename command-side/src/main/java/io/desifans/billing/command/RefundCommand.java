package io.desifans.billing.command;

import io.desifans.command.ChosenId;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What an admin, the gateway and the processes may do so that a payment goes back. */
public sealed interface RefundCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID transactionId();

    /**
     * @param amountPaise all that is left, if null
     * @param now UTC; the gateway takes nothing back that is older than 30 days
     */
    @SentBy(Sender.ADMIN)
    record RequestRefund(
            UUID transactionId, UUID refundId, @Nullable Long amountPaise, Instant now) implements RefundCommand {

        public RequestRefund {
            ChosenId.check("refundId", refundId);
            if (amountPaise != null) Shape.range("amount", amountPaise, 1, Integer.MAX_VALUE);
        }
    }

    /** What was paid for cannot be given: all that is left of it goes back. */
    @SentBy(Sender.SYSTEM)
    record ReturnPayment(UUID transactionId) implements RefundCommand {}

    /** What came in besides the payment goes back. */
    @SentBy(Sender.SYSTEM)
    record ReturnDuplicate(UUID transactionId, String gatewayPaymentId, long amountPaise) implements RefundCommand {}

    /**
     * What the gateway said of one of its refunds.
     *
     * @param refundId ours, as we gave it to the gateway; null if it was made there
     */
    @SentBy(Sender.SYSTEM)
    record RecordGatewayRefund(
            UUID transactionId,
            @Nullable UUID refundId,
            String gatewayRefundId,
            String gatewayPaymentId,
            GatewayRefundStatus status,
            long amountPaise,
            String currency)
            implements RefundCommand {

        public RecordGatewayRefund {
            Shape.line("refund_id", gatewayRefundId, 1, 255);
            Shape.line("payment_id", gatewayPaymentId, 1, 255);
            Shape.range("amount", amountPaise, 1, Integer.MAX_VALUE);
        }
    }

    /** The gateway will not do it. */
    @SentBy(Sender.SYSTEM)
    record FailRefund(
            UUID transactionId, UUID refundId, @Nullable String reason) implements RefundCommand {}
}

package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.DisputeOutcome;
import io.desifans.command.MoneyCommand;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the gateway may say of a dispute about a payment, and what an admin may decide of it. */
public sealed interface DisputeCommand extends MoneyCommand {

    @TargetAggregateIdentifier
    UUID transactionId();

    /**
     * What the gateway said. The payment's own amount counts, not that of the dispute.
     *
     * @param amount a text of the gateway's, whose unit it does not tell
     */
    @SentBy(Sender.SYSTEM)
    record RecordGatewayDispute(
            UUID transactionId,
            String gatewayDisputeId,
            String gatewayPaymentId,
            DisputeOutcome outcome,
            String amount,
            String currency)
            implements DisputeCommand {

        public RecordGatewayDispute {
            Shape.line("dispute_id", gatewayDisputeId, 1, 255);
            Shape.line("payment_id", gatewayPaymentId, 1, 255);
            Shape.line("amount", amount, 0, 255);
            Shape.line("currency", currency, 0, 255);
        }

        UUID disputeId() {
            return DerivedId.of("Dispute", gatewayDisputeId);
        }
    }

    /** The dispute that expired has ended otherwise. */
    @SentBy(Sender.ADMIN)
    record CorrectDispute(UUID transactionId, DisputeOutcome outcome) implements DisputeCommand {

        public CorrectDispute {
            Shape.require(
                    "outcome",
                    outcome == DisputeOutcome.WON || outcome == DisputeOutcome.LOST,
                    "outcome must be won or lost.");
        }
    }
}

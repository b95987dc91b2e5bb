package io.desifans.billing.command;

import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.DisputeCommand.CorrectDispute;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is heard of a dispute about a completed payment.
 *
 * @param gatewayAmount what the gateway says it is about, where that is not the payment's amount
 * @param leftPaise of the payment, after its refunds
 */
record Disputing(
        PaymentInitiated payment,
        UUID disputeId,
        DisputeOutcome outcome,
        String gatewayDisputeId,
        @Nullable String gatewayAmount,
        long leftPaise) {

    private static final String CURRENCY = "INR";

    /** 409 where it is about another payment than the one that won. */
    static Disputing of(RecordGatewayDispute c, PaymentInitiated payment, PaymentState state, Refunds refunds) {
        if (state.status() != PaymentStatus.COMPLETED || !c.gatewayPaymentId().equals(state.gatewayPaymentId()))
            throw Rejected.conflict("NOT_THE_PAYMENT", "The dispute is about another payment.");
        boolean same = c.amount().equals(Long.toString(payment.amountPaise()))
                && c.currency().equals(CURRENCY);
        return new Disputing(
                payment,
                c.disputeId(),
                c.outcome(),
                c.gatewayDisputeId(),
                same ? null : c.amount() + " " + c.currency(),
                payment.amountPaise() - refunds.refundedPaise());
    }

    /** 409 where none has expired. */
    static Disputing of(CorrectDispute c, PaymentInitiated payment, Disputes disputes, Refunds refunds) {
        UUID expired = disputes.expired()
                .orElseThrow(() -> Rejected.conflict("NO_EXPIRED_DISPUTE", "No dispute about the payment has expired."))
                .disputeId();
        return new Disputing(payment, expired, c.outcome(), "", null, payment.amountPaise() - refunds.refundedPaise());
    }

    Disputing of(UUID otherId, DisputeOutcome otherOutcome) {
        return new Disputing(payment, otherId, otherOutcome, gatewayDisputeId, gatewayAmount, leftPaise);
    }

    DisputeEvent opened(boolean aboutTheRest) {
        return opened(gatewayDisputeId, gatewayAmount, aboutTheRest);
    }

    DisputeEvent opened(String ofGateway, @Nullable String amountOfGateway, boolean aboutTheRest) {
        Split parts = Split.of(aboutTheRest ? leftPaise : 0);
        return new DisputeOpened(
                payment.transactionId(),
                payment.userId(),
                payment.creatorId(),
                payment.type(),
                payment.entityId(),
                disputeId,
                ofGateway,
                amountOfGateway,
                aboutTheRest ? leftPaise : 0,
                parts.platformFeePaise(),
                parts.creatorAmountPaise());
    }

    DisputeEvent updated() {
        return new DisputeUpdated(payment.transactionId(), payment.userId(), disputeId, outcome);
    }

    DisputeEvent won(boolean aboutTheRest) {
        Split parts = Split.of(aboutTheRest ? leftPaise : 0);
        return new DisputeWon(
                payment.transactionId(),
                payment.userId(),
                payment.creatorId(),
                payment.type(),
                payment.entityId(),
                disputeId,
                outcome,
                aboutTheRest ? leftPaise : 0,
                parts.platformFeePaise(),
                parts.creatorAmountPaise());
    }

    DisputeEvent lost(boolean aboutTheRest) {
        Split parts = Split.of(aboutTheRest ? leftPaise : 0);
        return new DisputeLost(
                payment.transactionId(),
                payment.userId(),
                payment.creatorId(),
                payment.type(),
                payment.entityId(),
                disputeId,
                outcome,
                aboutTheRest ? leftPaise : 0,
                parts.platformFeePaise(),
                parts.creatorAmountPaise());
    }
}

package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import java.util.List;
import java.util.Optional;

/** What is noted where the gateway says what does not fit what was agreed, or what it said before. */
final class Contradiction {

    private static final String CURRENCY = "INR";

    private Contradiction() {}

    /** What the gateway's word makes of a payment: what it does not fit is noted once, and nothing else happens. */
    static List<PaymentEvent> orMove(
            RecordGatewayPayment c, PaymentInitiated agreed, PaymentState state, Mismatches mismatches) {
        boolean completed = state.status() == PaymentStatus.COMPLETED;
        Optional<PaymentEvent> event;
        if (mismatches.isReturned(c.gatewayPaymentId())) event = afterReturn(c, agreed);
        else if (completed && c.gatewayPaymentId().equals(state.gatewayPaymentId()))
            event = afterCompletion(c, state.taken(agreed));
        else if (completed) event = ofOther(c, agreed);
        else event = isAsAgreed(c, agreed) ? state.moved(c, agreed) : Optional.of(mismatch(c, agreed));
        return event.filter(one -> !state.noted().contains(one))
                .map(one -> one instanceof PaymentAmountMismatchDetected e ? mismatches.with(e) : List.of(one))
                .orElse(List.of());
    }

    /** Only what was taken can be too much or too little: until then nothing is owed to anybody. */
    private static boolean isAsAgreed(RecordGatewayPayment c, PaymentInitiated initiated) {
        return c.status() != GatewayStatus.SUCCEEDED
                || (c.amount() == initiated.amountPaise() && c.currency().equals(CURRENCY));
    }

    private static PaymentEvent mismatch(RecordGatewayPayment c, PaymentInitiated initiated) {
        return new PaymentAmountMismatchDetected(
                c.transactionId(),
                initiated.userId(),
                c.gatewayPaymentId(),
                initiated.amountPaise(),
                c.amount(),
                c.currency());
    }

    /** The payment that won cannot become undone by a message; what is late or comes twice changes nothing. */
    private static Optional<PaymentEvent> afterCompletion(RecordGatewayPayment c, PaymentInitiated initiated) {
        boolean undone = c.status() == GatewayStatus.FAILED || c.status() == GatewayStatus.CANCELLED;
        if (!undone && isAsAgreed(c, initiated)) return Optional.empty();
        return Optional.of(anomaly(c, initiated));
    }

    /** What goes back cannot be what was agreed after all. */
    private static Optional<PaymentEvent> afterReturn(RecordGatewayPayment c, PaymentInitiated initiated) {
        boolean news = c.status() == GatewayStatus.SUCCEEDED && isAsAgreed(c, initiated);
        return news ? Optional.of(anomaly(c, initiated)) : Optional.empty();
    }

    private static PaymentEvent anomaly(RecordGatewayPayment c, PaymentInitiated initiated) {
        return new PaymentAnomalyRecorded(
                c.transactionId(),
                initiated.userId(),
                c.gatewayPaymentId(),
                c.status().word());
    }

    /**
     * Other attempts of the buyer may end as they like, but none may take the money a second time. What is not in rupees goes
     * into no account here, so an admin decides.
     */
    private static Optional<PaymentEvent> ofOther(RecordGatewayPayment c, PaymentInitiated initiated) {
        if (c.status() != GatewayStatus.SUCCEEDED) return Optional.empty();
        if (!c.currency().equals(CURRENCY)) return Optional.of(mismatch(c, initiated));
        return Optional.of(
                new DuplicatePaymentDetected(c.transactionId(), initiated.userId(), c.gatewayPaymentId(), c.amount()));
    }
}

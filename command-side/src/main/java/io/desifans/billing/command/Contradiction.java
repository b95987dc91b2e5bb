package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import java.util.Optional;

/** What is noted where the gateway says what does not fit what was agreed, or what it said before. */
final class Contradiction {

    private static final String CURRENCY = "INR";

    private Contradiction() {}

    /** Only what was taken can be too much or too little: until then nothing is owed to anybody. */
    static boolean isAsAgreed(RecordGatewayPayment c, PaymentInitiated initiated) {
        return c.status() != GatewayStatus.SUCCEEDED
                || (c.amount() == initiated.amountPaise() && c.currency().equals(CURRENCY));
    }

    static PaymentEvent mismatch(RecordGatewayPayment c, PaymentInitiated initiated) {
        return new PaymentAmountMismatchDetected(
                c.transactionId(),
                initiated.userId(),
                c.gatewayPaymentId(),
                initiated.amountPaise(),
                c.amount(),
                c.currency());
    }

    /** The payment that won cannot become undone by a message; what is late or comes twice changes nothing. */
    static Optional<PaymentEvent> afterCompletion(RecordGatewayPayment c, PaymentInitiated initiated) {
        boolean undone = c.status() == GatewayStatus.FAILED || c.status() == GatewayStatus.CANCELLED;
        if (!undone && isAsAgreed(c, initiated)) return Optional.empty();
        return Optional.of(new PaymentAnomalyRecorded(
                c.transactionId(),
                initiated.userId(),
                c.gatewayPaymentId(),
                c.status().word()));
    }

    /**
     * Other attempts of the buyer may end as they like, but none may take the money a second time. What is not in rupees goes
     * into no account here, so an admin decides.
     */
    static Optional<PaymentEvent> ofOther(RecordGatewayPayment c, PaymentInitiated initiated) {
        if (c.status() != GatewayStatus.SUCCEEDED) return Optional.empty();
        if (!c.currency().equals(CURRENCY)) return Optional.of(mismatch(c, initiated));
        return Optional.of(
                new DuplicatePaymentDetected(c.transactionId(), initiated.userId(), c.gatewayPaymentId(), c.amount()));
    }
}

package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.command.Facts;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's events come to.
 *
 * @param initiated null if there is no such payment
 * @param session null before the gateway has opened its page
 * @param gatewayPaymentId the payment of the gateway that won; null before, and where nothing was to be paid
 * @param noted what was recorded without changing anything
 */
public record PaymentState(
        @Nullable PaymentInitiated initiated,
        PaymentStatus status,
        @Nullable CheckoutSessionOpened session,
        @Nullable String gatewayPaymentId,
        boolean grantRefused,
        Set<PaymentEvent> noted) {

    static final PaymentState NONE = new PaymentState(null, PaymentStatus.PENDING, null, null, false, Set.of());

    public static PaymentState of(Facts facts, UUID transactionId) {
        return facts.fold(
                transactionId, NONE, (state, event) -> event instanceof PaymentEvent e ? state.after(e) : state);
    }

    PaymentState after(PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated e -> new PaymentState(e, status, session, gatewayPaymentId, grantRefused, noted);
            case CheckoutSessionOpened e ->
                new PaymentState(initiated, status, e, gatewayPaymentId, grantRefused, noted);
            case PaymentProcessing e -> now(PaymentStatus.PROCESSING, gatewayPaymentId);
            case PaymentFailed e -> now(PaymentStatus.FAILED, gatewayPaymentId);
            case PaymentCancelled e -> now(PaymentStatus.CANCELLED, gatewayPaymentId);
            case PaymentCompleted e -> now(PaymentStatus.COMPLETED, e.gatewayPaymentId());
            case PaymentAmountMismatchDetected e -> noted(e);
            case DuplicatePaymentDetected e -> noted(e);
            case PaymentAnomalyRecorded e -> noted(e);
            case GrantRefused e -> new PaymentState(initiated, status, session, gatewayPaymentId, true, noted);
        };
    }

    private PaymentState now(PaymentStatus newStatus, @Nullable String wonBy) {
        return new PaymentState(initiated, newStatus, session, wonBy, grantRefused, noted);
    }

    private PaymentState noted(PaymentEvent event) {
        Set<PaymentEvent> more = new HashSet<>(noted);
        more.add(event);
        return new PaymentState(initiated, status, session, gatewayPaymentId, grantRefused, more);
    }
}

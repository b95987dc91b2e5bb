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
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.command.Facts;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's events come to.
 *
 * @param initiated null if there is no such payment
 * @param renewal null for what is paid once
 * @param session null before the gateway has opened its page
 * @param gatewayPaymentId the payment of the gateway that won; null before, and where nothing was to be paid
 * @param noted what was recorded without changing anything
 */
public record PaymentState(
        @Nullable PaymentInitiated initiated,
        PaymentStatus status,
        @Nullable RenewalAgreed renewal,
        @Nullable CheckoutSessionOpened session,
        @Nullable String gatewayPaymentId,
        boolean grantRefused,
        Set<PaymentEvent> noted) {

    static final PaymentState NONE = new PaymentState(null, PaymentStatus.PENDING, null, null, null, false, Set.of());

    public static PaymentState of(Facts facts, UUID transactionId) {
        return facts.fold(
                transactionId, NONE, (state, event) -> event instanceof PaymentEvent e ? state.after(e) : state);
    }

    /** Whether the gateway charged it by itself, so that there is no page for it. */
    public boolean isRenewal() {
        return renewal != null && renewal.renews() != null;
    }

    /** The payment with which renewals were agreed; null for what is paid once. */
    public @Nullable UUID agreedWith() {
        if (renewal == null) return null;
        return renewal.renews() == null ? renewal.transactionId() : renewal.renews();
    }

    PaymentState after(PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated e ->
                new PaymentState(e, status, renewal, session, gatewayPaymentId, grantRefused, noted);
            case RenewalAgreed e ->
                new PaymentState(initiated, status, e, session, gatewayPaymentId, grantRefused, noted);
            case CheckoutSessionOpened e ->
                new PaymentState(initiated, status, renewal, e, gatewayPaymentId, grantRefused, noted);
            case PaymentProcessing e -> now(PaymentStatus.PROCESSING, gatewayPaymentId);
            case PaymentFailed e -> now(PaymentStatus.FAILED, gatewayPaymentId);
            case PaymentCancelled e -> now(PaymentStatus.CANCELLED, gatewayPaymentId);
            case PaymentCompleted e -> now(PaymentStatus.COMPLETED, e.gatewayPaymentId());
            case PaymentAmountMismatchDetected e -> noted(e);
            case DuplicatePaymentDetected e -> noted(e);
            case PaymentAnomalyRecorded e -> noted(e);
            case GrantRefused e -> new PaymentState(initiated, status, renewal, session, gatewayPaymentId, true, noted);
        };
    }

    private PaymentState now(PaymentStatus newStatus, @Nullable String wonBy) {
        return new PaymentState(initiated, newStatus, renewal, session, wonBy, grantRefused, noted);
    }

    private PaymentState noted(PaymentEvent event) {
        Set<PaymentEvent> more = new HashSet<>(noted);
        more.add(event);
        return new PaymentState(initiated, status, renewal, session, gatewayPaymentId, grantRefused, more);
    }

    static PaymentCompleted completed(PaymentInitiated e, @Nullable String gatewayPaymentId, boolean lateSuccess) {
        return new PaymentCompleted(
                e.transactionId(),
                e.userId(),
                e.creatorId(),
                e.type(),
                e.entityId(),
                e.months(),
                e.amountPaise(),
                e.platformFeePaise(),
                e.creatorAmountPaise(),
                gatewayPaymentId,
                lateSuccess);
    }
}

package io.desifans.billing.command;

import io.desifans.billing.CancelCause;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
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
import io.desifans.billing.PaymentEvent.RenewalPlanChanged;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.command.Facts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a payment's events come to.
 *
 * @param initiated null if there is no such payment
 * @param renewal null for what is paid once
 * @param plan what each renewal is for, where that is no longer what was bought at first
 * @param session null before the gateway has opened its page
 * @param completed null before
 * @param noted what was recorded without changing anything
 */
public record PaymentState(
        @Nullable PaymentInitiated initiated,
        PaymentStatus status,
        @Nullable RenewalAgreed renewal,
        @Nullable RenewalPlanChanged plan,
        @Nullable CheckoutSessionOpened session,
        @Nullable PaymentCompleted completed,
        boolean grantRefused,
        Set<PaymentEvent> noted) {

    static final PaymentState NONE =
            new PaymentState(null, PaymentStatus.PENDING, null, null, null, null, false, Set.of());

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

    /** The payment of the gateway that won; null before, and where nothing was to be paid. */
    @Nullable
    String gatewayPaymentId() {
        return completed == null ? null : completed.gatewayPaymentId();
    }

    /** What each renewal is for, and costs; null if there is no such payment. */
    public @Nullable PaymentInitiated renewed() {
        if (plan == null || initiated == null) return initiated;
        Split parts = Split.of(plan.amountPaise());
        return new PaymentInitiated(
                initiated.transactionId(),
                initiated.userId(),
                plan.creatorId(),
                initiated.type(),
                plan.membershipId(),
                plan.title(),
                plan.months(),
                plan.amountPaise(),
                parts.platformFeePaise(),
                parts.creatorAmountPaise(),
                initiated.returnUrl());
    }

    /** What was agreed, for the amount that was really taken where an admin has accepted another one. */
    PaymentInitiated taken(PaymentInitiated agreed) {
        return completed == null ? agreed : taken(agreed, completed.amountPaise());
    }

    static PaymentInitiated taken(PaymentInitiated agreed, long amountPaise) {
        if (amountPaise == agreed.amountPaise()) return agreed;
        Split parts = Split.of(amountPaise);
        return new PaymentInitiated(
                agreed.transactionId(),
                agreed.userId(),
                agreed.creatorId(),
                agreed.type(),
                agreed.entityId(),
                agreed.title(),
                agreed.months(),
                amountPaise,
                parts.platformFeePaise(),
                parts.creatorAmountPaise(),
                agreed.returnUrl());
    }

    /** What the gateway's word comes to while the payment is not completed; nothing where it ranks no higher. */
    Optional<PaymentEvent> moved(RecordGatewayPayment c, PaymentInitiated agreed) {
        boolean open = status.isOpen();
        return Optional.ofNullable(
                switch (c.status()) {
                    case PENDING -> null;
                    case PROCESSING ->
                        status == PaymentStatus.PENDING
                                ? new PaymentProcessing(c.transactionId(), agreed.userId(), c.gatewayPaymentId())
                                : null;
                    case FAILED ->
                        open
                                ? new PaymentFailed(
                                        c.transactionId(), agreed.userId(), c.gatewayPaymentId(), c.errorCode())
                                : null;
                    case CANCELLED ->
                        open
                                ? new PaymentCancelled(
                                        c.transactionId(), agreed.userId(), c.gatewayPaymentId(), CancelCause.GATEWAY)
                                : null;
                    case SUCCEEDED -> completed(agreed, c.gatewayPaymentId(), !open);
                });
    }

    PaymentState after(PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated e ->
                new PaymentState(e, status, renewal, plan, session, completed, grantRefused, noted);
            case RenewalAgreed e ->
                new PaymentState(initiated, status, e, plan, session, completed, grantRefused, noted);
            case CheckoutSessionOpened e ->
                new PaymentState(initiated, status, renewal, plan, e, completed, grantRefused, noted);
            case RenewalPlanChanged e ->
                new PaymentState(initiated, status, renewal, e, session, completed, grantRefused, noted);
            case PaymentProcessing e -> now(PaymentStatus.PROCESSING);
            case PaymentFailed e -> now(PaymentStatus.FAILED);
            case PaymentCancelled e -> now(PaymentStatus.CANCELLED);
            case PaymentCompleted e ->
                new PaymentState(initiated, PaymentStatus.COMPLETED, renewal, plan, session, e, grantRefused, noted);
            case PaymentAmountMismatchDetected e -> this;
            case AmountMismatchResolved e -> this;
            case DuplicatePaymentDetected e -> noted(e);
            case PaymentAnomalyRecorded e -> noted(e);
            case GrantRefused e -> new PaymentState(initiated, status, renewal, plan, session, completed, true, noted);
        };
    }

    private PaymentState now(PaymentStatus newStatus) {
        return new PaymentState(initiated, newStatus, renewal, plan, session, completed, grantRefused, noted);
    }

    private PaymentState noted(PaymentEvent event) {
        Set<PaymentEvent> more = new HashSet<>(noted);
        more.add(event);
        return new PaymentState(initiated, status, renewal, plan, session, completed, grantRefused, more);
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

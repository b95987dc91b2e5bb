package io.desifans.billing.command;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.RefundCommand.FailRefund;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.billing.command.RefundCommand.ReturnDuplicate;
import io.desifans.command.ChosenId;
import io.desifans.web.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a payment does about its refunds; 409 for most of it before it has completed.
 *
 * @param wonBy the gateway's payment; null where nothing was to be paid
 * @param disputes what is disputed cannot be asked to go back a second time
 */
record Refunding(
        PaymentInitiated payment,
        boolean completed,
        @Nullable String wonBy,
        Refunds refunds,
        Disputes disputes) {

    private static final Duration REFUNDABLE = Duration.ofDays(30);
    private static final String CURRENCY = "INR";

    static Refunding of(PaymentInitiated payment, PaymentState state, Refunds refunds, Disputes disputes) {
        boolean completed = state.status() == PaymentStatus.COMPLETED;
        return new Refunding(payment, completed, state.gatewayPaymentId(), refunds, disputes);
    }

    private void mustBeCompleted() {
        if (!completed) throw Rejected.conflict("PAYMENT_NOT_COMPLETED", "The payment is not completed.");
    }

    Optional<RefundEvent> request(RequestRefund c, @Nullable Instant completedAt) {
        mustBeCompleted();
        Optional<RefundRequested> before = refunds.requested(c.refundId());
        if (before.isPresent()) {
            if (c.amountPaise() == null || c.amountPaise() == before.get().amountPaise()) return Optional.empty();
            throw ChosenId.taken();
        }
        long left = leftPaise();
        if (wonBy == null || left <= 0)
            throw Rejected.conflict("NOTHING_TO_REFUND", "Nothing is left of the payment that could go back.");
        if (Objects.requireNonNull(completedAt).plus(REFUNDABLE).isBefore(c.now()))
            throw Rejected.conflict("REFUND_PERIOD_OVER", "The gateway takes back payments of the last 30 days only.");
        long amount = c.amountPaise() == null ? left : c.amountPaise();
        if (amount > left)
            throw Rejected.unprocessable("REFUND_TOO_LARGE", "amount", "At most " + left + " paise can go back.");
        return Optional.of(requested(c.refundId(), wonBy, amount, RefundCause.ADMIN));
    }

    /** Once, unless nothing was paid or nothing is left. */
    Optional<RefundEvent> returnPayment() {
        mustBeCompleted();
        long left = leftPaise();
        if (wonBy == null || left <= 0) return Optional.empty();
        return once(wonBy, left, RefundCause.GRANT_REFUSED);
    }

    Optional<RefundEvent> returnDuplicate(ReturnDuplicate c) {
        mustBeCompleted();
        return once(c.gatewayPaymentId(), c.amountPaise(), RefundCause.DUPLICATE_PAYMENT);
    }

    /** Again only if the gateway would not do it before. */
    Optional<RefundEvent> returnMismatch(AmountMismatchResolved c) {
        List<RefundRequested> before = refunds.requested().stream()
                .filter(refund -> refund.gatewayPaymentId().equals(c.gatewayPaymentId()))
                .toList();
        if (before.stream().anyMatch(refund -> !refunds.failed().contains(refund.refundId()))) return Optional.empty();
        UUID refundId = DerivedId.of(
                "Refund", payment.transactionId().toString(), c.gatewayPaymentId(), String.valueOf(before.size()));
        return Optional.of(requested(refundId, c.gatewayPaymentId(), c.seenAmount(), RefundCause.AMOUNT_MISMATCH));
    }

    /**
     * Only what succeeded moves money, and each refund once, whatever was said of it before.
     *
     * @param besides whether it is of what came in besides, which goes back before anything has completed, too
     */
    Optional<RefundEvent> record(RecordGatewayRefund c, boolean besides) {
        if (!besides) mustBeCompleted();
        if (c.gatewayPaymentId().equals(wonBy) && !c.currency().equals(CURRENCY))
            throw Rejected.conflict("CURRENCY_MISMATCH", "The refund is of another currency.");
        Optional<RefundRequested> asked = Optional.ofNullable(c.refundId())
                .flatMap(refunds::requested)
                .filter(refund -> refund.gatewayPaymentId().equals(c.gatewayPaymentId()));
        UUID refundId =
                asked.map(RefundRequested::refundId).orElseGet(() -> DerivedId.of("Refund", c.gatewayRefundId()));
        return switch (c.status()) {
            case UNDER_WAY -> Optional.empty();
            case FAILED -> asked.flatMap(refund -> failed(refund, null));
            case SUCCEEDED ->
                refunds.succeeded().contains(refundId) ? Optional.empty() : Optional.of(succeeded(c, refundId));
        };
    }

    Optional<RefundEvent> fail(FailRefund c) {
        Optional<RefundRequested> asked = refunds.requested(c.refundId());
        if (asked.isEmpty()) mustBeCompleted();
        return asked.flatMap(refund -> failed(refund, c.reason()));
    }

    private Optional<RefundEvent> failed(RefundRequested refund, @Nullable String reason) {
        if (!refunds.isOpen(refund.refundId())) return Optional.empty();
        return Optional.of(new RefundFailed(
                payment.transactionId(),
                payment.userId(),
                refund.refundId(),
                refund.gatewayPaymentId(),
                refund.amountPaise(),
                reason));
    }

    /** The parts are those of what is left, before and after: so they come out even, in whatever steps it goes back. */
    private RefundEvent succeeded(RecordGatewayRefund c, UUID refundId) {
        boolean won = c.gatewayPaymentId().equals(wonBy);
        long before = payment.amountPaise() - refunds.refundedPaise();
        long after = before - (won ? Math.min(c.amountPaise(), before) : 0);
        Split partsBefore = Split.of(before);
        Split partsAfter = Split.of(after);
        return new RefundSucceeded(
                payment.transactionId(),
                payment.userId(),
                payment.creatorId(),
                payment.type(),
                payment.entityId(),
                refundId,
                c.gatewayRefundId(),
                c.gatewayPaymentId(),
                c.currency().equals(CURRENCY) ? c.amountPaise() : 0,
                partsBefore.platformFeePaise() - partsAfter.platformFeePaise(),
                partsBefore.creatorAmountPaise() - partsAfter.creatorAmountPaise(),
                payment.amountPaise() - after,
                payment.platformFeePaise() - partsAfter.platformFeePaise(),
                payment.creatorAmountPaise() - partsAfter.creatorAmountPaise(),
                won && after == 0 && before > 0);
    }

    private long leftPaise() {
        if (wonBy == null || disputes.anyStands()) return 0;
        return payment.amountPaise() - refunds.refundedPaise() - refunds.openPaise(wonBy);
    }

    private Optional<RefundEvent> once(String gatewayPaymentId, long amountPaise, RefundCause cause) {
        UUID refundId = DerivedId.of("Refund", payment.transactionId().toString(), gatewayPaymentId);
        if (refunds.requested(refundId).isPresent()) return Optional.empty();
        return Optional.of(requested(refundId, gatewayPaymentId, amountPaise, cause));
    }

    private RefundEvent requested(UUID refundId, String gatewayPaymentId, long amountPaise, RefundCause cause) {
        return new RefundRequested(
                payment.transactionId(), payment.userId(), refundId, gatewayPaymentId, amountPaise, cause);
    }
}

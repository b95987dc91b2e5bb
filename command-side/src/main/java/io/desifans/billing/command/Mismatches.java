package io.desifans.billing.command;

import io.desifans.billing.MismatchResolution;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.PaymentCommand.DecideMismatch;
import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway took that was not what was agreed, each by the gateway's id of the payment.
 *
 * @param open what waits for an admin
 * @param decided what was accepted, or goes back
 */
record Mismatches(Map<String, PaymentAmountMismatchDetected> open, Map<String, AmountMismatchResolved> decided) {

    static final Mismatches NONE = new Mismatches(Map.of(), Map.of());

    private static final String CURRENCY = "INR";

    Mismatches after(PaymentEvent event) {
        Map<String, PaymentAmountMismatchDetected> nowOpen = new LinkedHashMap<>(open);
        Map<String, AmountMismatchResolved> nowDecided = new LinkedHashMap<>(decided);
        switch (event) {
            case PaymentAmountMismatchDetected e -> nowOpen.put(e.gatewayPaymentId(), e);
            case AmountMismatchResolved e -> {
                nowOpen.remove(e.gatewayPaymentId());
                if (e.resolution() != MismatchResolution.CORRECTED) nowDecided.put(e.gatewayPaymentId(), e);
            }
            default -> {
                return this;
            }
        }
        return new Mismatches(nowOpen, nowDecided);
    }

    boolean concern(String gatewayPaymentId) {
        return open.containsKey(gatewayPaymentId) || decided.containsKey(gatewayPaymentId);
    }

    /** Whether it goes back, so that nothing that is said of it counts any more. */
    boolean isReturned(String gatewayPaymentId) {
        AmountMismatchResolved resolved = decided.get(gatewayPaymentId);
        return resolved != null && resolved.resolution() != MismatchResolution.ACCEPTED;
    }

    /** What is new in it: what was said last of a payment counts. */
    List<PaymentEvent> with(PaymentAmountMismatchDetected mismatch) {
        PaymentAmountMismatchDetected before = open.get(mismatch.gatewayPaymentId());
        if (mismatch.equals(before)) return List.of();
        return before == null ? List.of(mismatch) : List.of(resolved(before, MismatchResolution.CORRECTED), mismatch);
    }

    /** What follows for those that are open. What is not in rupees goes into no account, so an admin decides about it still. */
    List<PaymentEvent> afterCompletion(PaymentCompleted completed) {
        List<PaymentEvent> events = new ArrayList<>();
        for (PaymentAmountMismatchDetected one : open.values())
            if (one.gatewayPaymentId().equals(completed.gatewayPaymentId()))
                events.add(resolved(one, MismatchResolution.CORRECTED));
            else if (one.seenCurrency().equals(CURRENCY)) {
                events.add(resolved(one, MismatchResolution.DUPLICATE));
                events.add(new DuplicatePaymentDetected(
                        one.transactionId(), one.userId(), one.gatewayPaymentId(), one.seenAmount()));
            }
        return events;
    }

    /** The money is back already, by the gateway's own hand. */
    Optional<AmountMismatchResolved> returned(String gatewayPaymentId) {
        return Optional.ofNullable(open.get(gatewayPaymentId)).map(one -> resolved(one, MismatchResolution.RETURNED));
    }

    /**
     * Nothing if the same was decided before. 409 where nothing waits to be decided, and where what was taken cannot count as
     * what was agreed.
     */
    Optional<AmountMismatchResolved> decide(DecideMismatch c, PaymentState state) {
        AmountMismatchResolved before = decided.get(c.gatewayPaymentId());
        if (before != null && before.resolution() == c.decision().resolution()) return Optional.empty();
        PaymentAmountMismatchDetected one = open.get(c.gatewayPaymentId());
        if (one == null)
            throw Rejected.conflict(
                    "NO_OPEN_MISMATCH", "gatewayPaymentId", "No such payment waits to be decided about.");
        if (c.decision() == MismatchDecision.ACCEPT) mustBeAcceptable(one, state);
        return Optional.of(resolved(one, c.decision().resolution()));
    }

    private static void mustBeAcceptable(PaymentAmountMismatchDetected one, PaymentState state) {
        if (state.status() == PaymentStatus.COMPLETED)
            throw Rejected.conflict(
                    "PAYMENT_COMPLETED", "Another payment has been taken for it: this one can only go back.");
        if (!one.seenCurrency().equals(CURRENCY))
            throw Rejected.conflict("NOT_IN_RUPEES", "What is not in rupees cannot be credited: it can only go back.");
        if (one.seenAmount() < 1 || one.seenAmount() > Integer.MAX_VALUE)
            throw Rejected.conflict(
                    "AMOUNT_OUT_OF_RANGE", "Nobody can be credited with this amount: it can only go back.");
    }

    /** What was really paid is what counts, and is split as any amount is. */
    static PaymentCompleted accepted(PaymentInitiated agreed, AmountMismatchResolved accepted, boolean lateSuccess) {
        return PaymentState.completed(
                PaymentState.taken(agreed, accepted.seenAmount()), accepted.gatewayPaymentId(), lateSuccess);
    }

    private static AmountMismatchResolved resolved(PaymentAmountMismatchDetected one, MismatchResolution resolution) {
        return new AmountMismatchResolved(
                one.transactionId(),
                one.userId(),
                one.gatewayPaymentId(),
                one.expectedPaise(),
                one.seenAmount(),
                one.seenCurrency(),
                resolution);
    }
}

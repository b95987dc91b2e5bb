package io.desifans.billing.command;

import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.command.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What of a payment has gone back, and what is under way.
 *
 * @param requested all that were asked of the gateway
 * @param succeeded also those that were made at the gateway by hand
 * @param refundedPaise of the payment that won
 */
public record Refunds(List<RefundRequested> requested, List<UUID> succeeded, List<UUID> failed, long refundedPaise) {

    static final Refunds NONE = new Refunds(List.of(), List.of(), List.of(), 0);

    public static Refunds of(Facts facts, UUID transactionId) {
        return facts.fold(
                transactionId, NONE, (refunds, event) -> event instanceof RefundEvent e ? refunds.after(e) : refunds);
    }

    /** Whether nobody has heard yet how it ended. */
    public boolean isOpen(UUID refundId) {
        return !succeeded.contains(refundId) && !failed.contains(refundId);
    }

    Optional<RefundRequested> requested(UUID refundId) {
        return requested.stream()
                .filter(refund -> refund.refundId().equals(refundId))
                .findFirst();
    }

    /** What is under way to go back of one of the gateway's payments. */
    long openPaise(String gatewayPaymentId) {
        return requested.stream()
                .filter(refund -> refund.gatewayPaymentId().equals(gatewayPaymentId) && isOpen(refund.refundId()))
                .mapToLong(RefundRequested::amountPaise)
                .reduce(0, Math::addExact);
    }

    Refunds after(RefundEvent event) {
        return switch (event) {
            case RefundRequested e -> new Refunds(plus(requested, e), succeeded, failed, refundedPaise);
            case RefundSucceeded e -> new Refunds(requested, plus(succeeded, e.refundId()), failed, e.refundedPaise());
            case RefundFailed e -> new Refunds(requested, succeeded, plus(failed, e.refundId()), refundedPaise);
        };
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> more = new ArrayList<>(list);
        more.add(item);
        return more;
    }
}

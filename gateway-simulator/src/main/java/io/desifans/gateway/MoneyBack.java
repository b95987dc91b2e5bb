package io.desifans.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lets payments go back, by refunds and by disputes, never more of one than was paid, and tells the merchant. */
final class MoneyBack {

    /** How long a refund is {@code pending}. */
    static final Duration REFUND_TAKES = Duration.ofSeconds(10);

    private static final Duration REFUNDABLE = Duration.ofDays(30);

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Webhooks webhooks;
    private final Ledger ledger;
    private final Shelf<Refund> refunds = new Shelf<>("Refund");
    private final Shelf<Dispute> disputes = new Shelf<>("Dispute");

    MoneyBack(SimulatedClock clock, Agenda agenda, Webhooks webhooks, Ledger ledger) {
        this.clock = clock;
        this.agenda = agenda;
        this.webhooks = webhooks;
        this.ledger = ledger;
    }

    Refund refund(String id) {
        return refunds.get(id);
    }

    List<Refund> refunds(Predicate<Refund> wanted) {
        return refunds.all(wanted);
    }

    Dispute dispute(String id) {
        return disputes.get(id);
    }

    List<Dispute> disputes(Predicate<Dispute> wanted) {
        return disputes.all(wanted);
    }

    /** What a payment shows of it. */
    void show(Payment payment, Map<String, @Nullable Object> shown) {
        List<Refund> own = refunds(refund -> refund.payment().paymentId().equals(payment.paymentId()));
        long paise = own.stream()
                .filter(refund -> refund.status() == RefundStatus.SUCCEEDED)
                .mapToLong(Refund::amountPaise)
                .sum();
        shown.put("refunds", own.stream().map(Refund::listed).toList());
        shown.put("refund_status", paise == 0 ? null : paise < payment.paise() ? "partial" : "full");
        shown.put("disputes", disputesOf(payment).stream().map(Dispute::shown).toList());
    }

    /** @param paise absent for all that is left */
    synchronized Refund refund(
            Payment payment, @Nullable Long paise, @Nullable String reason, Map<String, Object> metadata) {
        mustBePaid(payment);
        Instant now = clock.instant();
        if (payment.createdAt().plus(REFUNDABLE).isBefore(now))
            throw Refused.unprocessable("The payment is older than 30 days.");
        long amount = Optional.ofNullable(paise).orElse(left(payment));
        mustBeLeft(payment, amount);
        Refund refund = new Refund(Ids.next("ref_"), payment, amount, reason, metadata, RefundStatus.PENDING, now);
        refunds.put(refund.refundId(), refund);
        agenda.in(REFUND_TAKES, () -> settle(refund.refundId(), RefundStatus.SUCCEEDED));
        return refund;
    }

    /** What has settled stays as it is. */
    synchronized Refund settle(String id, RefundStatus outcome) {
        Refund refund = refunds.get(id);
        if (refund.status() != RefundStatus.PENDING) return refund;
        Refund settled = refunds.put(id, refund.now(outcome));
        if (outcome == RefundStatus.SUCCEEDED)
            ledger.enter("refund", refund.payment(), id, false, refund.amountPaise());
        webhooks.tell(
                "refund." + outcome.label(),
                refund.payment().checkout().customer().businessId(),
                "Refund",
                refund.payment().paymentId(),
                () -> refunds.get(id).shown());
        return settled;
    }

    /** @param paise absent for all that is left */
    synchronized Dispute open(Payment payment, @Nullable Long paise) {
        mustBePaid(payment);
        long amount = Optional.ofNullable(paise).orElse(left(payment));
        mustBeLeft(payment, amount);
        Dispute dispute = new Dispute(Ids.next("dp_"), payment, amount, DisputeStatus.OPENED, clock.instant());
        ledger.enter("dispute", payment, dispute.disputeId(), false, amount);
        return tell(dispute);
    }

    synchronized Dispute move(String id, DisputeStatus status) {
        Dispute before = disputes.get(id);
        if (before.status().isOver() || status == before.status() || status == DisputeStatus.OPENED)
            throw Refused.unprocessable("The dispute is " + before.status().word() + ".");
        if (status.isInFavourOfTheMerchant())
            ledger.enter("dispute_reversal", before.payment(), id, true, before.amountPaise());
        return tell(before.now(status));
    }

    private Dispute tell(Dispute dispute) {
        disputes.put(dispute.disputeId(), dispute);
        webhooks.tell(
                "dispute." + dispute.status().word(),
                dispute.businessId(),
                "Dispute",
                dispute.payment().paymentId(),
                () -> disputes.get(dispute.disputeId()).shown());
        return dispute;
    }

    private static void mustBePaid(Payment payment) {
        if (payment.status() != PaymentStatus.SUCCEEDED) throw Refused.unprocessable("The payment has not succeeded.");
    }

    private void mustBeLeft(Payment payment, long paise) {
        if (paise < 1 || paise > left(payment))
            throw Refused.unprocessable("The amount must be 1 to " + left(payment) + ".");
    }

    private long left(Payment payment) {
        long refunded = refunds(refund -> refund.payment().paymentId().equals(payment.paymentId())).stream()
                .filter(refund -> refund.status() != RefundStatus.FAILED)
                .mapToLong(Refund::amountPaise)
                .sum();
        long disputed = disputesOf(payment).stream()
                .filter(dispute -> !dispute.status().isInFavourOfTheMerchant())
                .mapToLong(Dispute::amountPaise)
                .sum();
        return payment.paise() - refunded - disputed;
    }

    private List<Dispute> disputesOf(Payment payment) {
        return disputes(dispute -> dispute.payment().paymentId().equals(payment.paymentId()));
    }
}

package io.desifans.ledger.query;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.DebitCause;
import io.desifans.billing.GatewayLedgerEvent.GatewayLedgerPulled;
import io.desifans.billing.MismatchResolution;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to the accounts; its lines sum to 0.
 *
 * @param reference the payment, payout or correction that it is about, or the day of the gateway's ledger
 */
record Postings(UUID reference, List<Posting> lines) {

    private static final String RUPEES = "INR";

    /** The gateway's words for what it takes for itself, and gives back of it. */
    private static final Set<String> FEES = Set.of(
            "payment_fees",
            "refund_fees",
            "refund_fees_reversal",
            "dispute_fees",
            "payout_fees",
            "forex_fees",
            "tax",
            "tax_reversal");

    /**
     * Null for an event that moves no money.
     *
     * @param standing what of a payout was put into an account and is still there, in paise; 0 if nothing is
     */
    static @Nullable Postings of(Event event, ToLongBiFunction<UUID, Account> standing) {
        return switch (event) {
            case PaymentCompleted e ->
                new Lines()
                        .add(Account.GATEWAY, e.amountPaise())
                        .add(e.creatorId(), -e.creatorAmountPaise())
                        .add(Account.FEE_INCOME, -e.platformFeePaise())
                        .of(e.transactionId());
            case DuplicatePaymentDetected e -> unowed(e.transactionId(), e.amountPaise());
            case PaymentAmountMismatchDetected e ->
                unowed(e.transactionId(), e.seenCurrency().equals(RUPEES) ? e.seenAmount() : 0);
            case AmountMismatchResolved e -> {
                boolean goesBack = e.resolution() == MismatchResolution.RETURNED;
                yield unowed(e.transactionId(), goesBack || !e.seenCurrency().equals(RUPEES) ? 0 : -e.seenAmount());
            }
            case GatewayLedgerPulled e -> fees(e);
            case RefundSucceeded e ->
                new Lines()
                        .add(Account.GATEWAY, -e.amountPaise())
                        .add(e.creatorId(), e.creatorPaise())
                        .add(Account.FEE_INCOME, e.feePaise())
                        .add(Account.SUSPENSE, e.amountPaise() - e.creatorPaise() - e.feePaise())
                        .of(e.transactionId());
            case EarningReduced e -> disputed(e.cause(), e.creatorId(), e.transactionId(), e.netPaise(), e.feePaise());
            case DebitRecorded e -> disputed(e.cause(), e.creatorId(), e.transactionId(), e.netPaise(), e.feePaise());
            case DebitReversed e ->
                disputed(DebitCause.DISPUTE, e.creatorId(), e.transactionId(), -e.netPaise(), -e.feePaise());
            case BalanceCorrected e ->
                new Lines()
                        .add(e.creatorId(), -e.amountPaise())
                        .add(Account.CORRECTIONS, e.amountPaise())
                        .of(e.correctionId());
            case PayoutAllocated e ->
                new Lines()
                        .add(e.creatorId(), e.netPaise())
                        .add(Account.IN_TRANSIT, -e.netPaise())
                        .of(e.payoutId());
            case PayoutCompleted e -> {
                long net = standing.applyAsLong(e.payoutId(), Account.IN_TRANSIT);
                yield new Lines()
                        .add(Account.IN_TRANSIT, net)
                        .add(Account.BANK, -net)
                        .of(e.payoutId());
            }
            case PayoutFailed e -> back(e.payoutId(), e.creatorId(), Account.IN_TRANSIT, standing);
            case PayoutReversed e -> back(e.payoutId(), e.creatorId(), Account.BANK, standing);
            default -> null;
        };
    }

    /** What the gateway takes for itself, whatever for, is the platform's to bear. */
    private static @Nullable Postings fees(GatewayLedgerPulled page) {
        long paise = page.entries().stream()
                .filter(entry -> entry.currency().equals(RUPEES) && FEES.contains(entry.type()))
                .mapToLong(entry -> entry.credit() ? -entry.amount() : entry.amount())
                .reduce(0, Math::addExact);
        return new Lines()
                .add(Account.GATEWAY, -paise)
                .add(Account.GATEWAY_FEES, paise)
                .of(page.ledgerDayId());
    }

    /** It waits in suspense to go back, or to be taken for what was agreed. */
    private static @Nullable Postings unowed(UUID transactionId, long paise) {
        return new Lines()
                .add(Account.GATEWAY, paise)
                .add(Account.SUSPENSE, -paise)
                .of(transactionId);
    }

    private static @Nullable Postings back(
            UUID payoutId, String creatorId, Account from, ToLongBiFunction<UUID, Account> standing) {
        long net = standing.applyAsLong(payoutId, from);
        return new Lines().add(from, net).add(creatorId, -net).of(payoutId);
    }

    /** Once a dispute has taken it off the creator, the gateway does not hold it for us until it is won. */
    private static @Nullable Postings disputed(
            DebitCause cause, String creatorId, UUID transactionId, long netPaise, long feePaise) {
        if (cause != DebitCause.DISPUTE) return null;
        return new Lines()
                .add(Account.GATEWAY, -Math.addExact(netPaise, feePaise))
                .add(creatorId, netPaise)
                .add(Account.FEE_INCOME, feePaise)
                .of(transactionId);
    }

    private static final class Lines {

        private final List<Posting> lines = new ArrayList<>();

        Lines add(Account account, long paise) {
            if (paise != 0) lines.add(new Posting(account, null, paise));
            return this;
        }

        Lines add(String creatorId, long paise) {
            if (paise != 0) lines.add(new Posting(Account.CREATOR, creatorId, paise));
            return this;
        }

        @Nullable
        Postings of(UUID reference) {
            return lines.isEmpty() ? null : new Postings(reference, lines);
        }
    }
}

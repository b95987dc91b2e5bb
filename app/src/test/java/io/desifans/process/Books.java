package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PurchaseEvent;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.command.MemoryLog;
import io.desifans.ledger.query.LedgerBalances;
import io.desifans.services.ServiceOrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the events of a log come to, reckoned without any of the code that decides them; {@link BookRules} judge it. */
final class Books {

    /** A payment and all that became of it. Amounts in paise. */
    static final class Paid {

        @Nullable
        PaymentInitiated initiated;

        final List<Integer> ranks = new ArrayList<>(List.of(0));
        String status = "pending";

        @Nullable
        String gatewayId;

        boolean refused;
        int mismatches;
        int duplicates;
        long refunded;
        long refundedFee;
        long refundedCreator;
        final Map<UUID, String> refunds = new HashMap<>();
        final Map<UUID, DisputeOutcome> disputes = new HashMap<>();
        int grants;
        String order = "";
        int credits;
        long credited;
        long takenNet;
        String place = "";

        void now(String newStatus, int rank) {
            status = newStatus;
            ranks.add(rank);
        }

        int rank() {
            return ranks.getLast();
        }

        PaymentInitiated what() {
            if (initiated == null) throw new IllegalStateException("it was never begun");
            return initiated;
        }

        boolean isDisputed() {
            return disputes.values().stream().anyMatch(outcome -> !outcome.isWon());
        }

        /** Whether it is paid, and did not go back. */
        boolean isKept() {
            return rank() == 3 && !isDisputed() && refunded < what().amountPaise();
        }
    }

    static final class Months {

        @Nullable
        Instant end;

        @Nullable
        SubscriptionStatus shown;

        final Map<String, String> gateway = new TreeMap<>();
    }

    final Map<UUID, Paid> payments = new HashMap<>();
    final BalanceBook balances = new BalanceBook(this);
    final Map<UUID, Months> months = new HashMap<>();
    final Map<UUID, List<Integer>> payouts = new HashMap<>();
    final LedgerBalances ledger = new LedgerBalances();
    final List<String> faults = new ArrayList<>();
    private final Map<UUID, UUID> orders = new HashMap<>();

    static Books of(MemoryLog log) {
        Books books = new Books();
        for (int place = 0; place < log.size(); place++)
            books.enter(log.eventAt(place), log.at(place).getTimestamp());
        return books;
    }

    void enter(Event event, Instant at) {
        ledger.post(event);
        switch (event) {
            case PaymentEvent e -> enter(e);
            case RefundEvent e -> enter(e);
            case DisputeEvent e -> enter(e);
            case BalanceEvent e -> balances.enter(e);
            case SubscriptionEvent e -> enter(e, at);
            case PurchaseEvent.PostPurchaseGranted e -> payment(e.transactionId()).grants++;
            case PurchaseEvent.PostPurchaseRestored e -> payment(e.transactionId()).grants++;
            case PurchaseEvent.PostPurchaseRevoked e -> payment(e.transactionId()).grants--;
            case ServiceOrderEvent.OrderPlaced e -> {
                orders.put(e.orderId(), e.transactionId());
                payment(e.transactionId()).grants++;
            }
            case ServiceOrderEvent e ->
                payment(orders.get(e.orderId())).order = e.getClass().getSimpleName();
            case PayoutEvent e -> {
                if (rank(e) >= 0)
                    payouts.computeIfAbsent(e.payoutId(), id -> new ArrayList<>())
                            .add(rank(e));
            }
            default -> {}
        }
    }

    /** Below 0 for what leaves it in its state. */
    private static int rank(PayoutEvent event) {
        return switch (event) {
            case PayoutEvent.PayoutScheduled e -> 0;
            case PayoutEvent.PayoutProcessing e -> 1;
            case PayoutEvent.PayoutAttemptStarted e -> -1;
            case PayoutEvent.PayoutAttemptFailed e -> -1;
            case PayoutEvent.PayoutAnomalyRecorded e -> -1;
            case PayoutEvent.PayoutCompleted e -> 2;
            case PayoutEvent.PayoutFailed e -> 3;
            case PayoutEvent.PayoutReversed e -> 4;
        };
    }

    Paid payment(UUID transactionId) {
        return payments.computeIfAbsent(transactionId, id -> new Paid());
    }

    private void enter(PaymentEvent event) {
        Paid paid = payment(event.transactionId());
        switch (event) {
            case PaymentInitiated e -> paid.initiated = e;
            case PaymentEvent.PaymentProcessing e -> paid.now("processing", 1);
            case PaymentEvent.PaymentFailed e -> paid.now("failed", 2);
            case PaymentEvent.PaymentCancelled e -> paid.now("cancelled", 2);
            case PaymentEvent.PaymentCompleted e -> {
                paid.now("completed", 3);
                paid.gatewayId = e.gatewayPaymentId();
            }
            case PaymentEvent.PaymentAmountMismatchDetected e -> paid.mismatches++;
            case PaymentEvent.AmountMismatchResolved e -> paid.mismatches--;
            case PaymentEvent.DuplicatePaymentDetected e -> paid.duplicates++;
            case PaymentEvent.GrantRefused e -> paid.refused = true;
            default -> {}
        }
    }

    private void enter(RefundEvent event) {
        Paid paid = payment(event.transactionId());
        String before = paid.refunds.getOrDefault(event.refundId(), "");
        if (before.equals("succeeded") || (before.equals("failed") && event instanceof RefundEvent.RefundRequested))
            faults.add("M8: a refund goes on that has ended " + event);
        switch (event) {
            case RefundEvent.RefundRequested e -> paid.refunds.put(e.refundId(), "requested");
            case RefundEvent.RefundFailed e -> paid.refunds.put(e.refundId(), "failed");
            case RefundEvent.RefundSucceeded e -> {
                paid.refunds.put(e.refundId(), "succeeded");
                paid.refunded = e.refundedPaise();
                paid.refundedFee = e.refundedFeePaise();
                paid.refundedCreator = e.refundedCreatorPaise();
            }
            default -> {}
        }
    }

    private void enter(DisputeEvent event) {
        Map<UUID, DisputeOutcome> disputes = payment(event.transactionId()).disputes;
        switch (event) {
            case DisputeEvent.DisputeOpened e -> disputes.put(e.disputeId(), DisputeOutcome.OPENED);
            case DisputeEvent.DisputeUpdated e -> disputes.put(e.disputeId(), e.outcome());
            case DisputeEvent.DisputeWon e -> disputes.put(e.disputeId(), e.outcome());
            case DisputeEvent.DisputeLost e -> disputes.put(e.disputeId(), e.outcome());
            default -> {}
        }
    }

    private void enter(SubscriptionEvent event, Instant at) {
        Months of = months.computeIfAbsent(event.subscriptionId(), id -> new Months());
        switch (event) {
            case SubscriptionEvent.GrantAdded e -> {
                payment(e.transactionId()).grants++;
                of.end = e.periodEnd();
                of.shown = SubscriptionStatus.ACTIVE;
            }
            case SubscriptionEvent.GrantRemoved e -> {
                payment(e.transactionId()).grants--;
                of.end = e.periodEnd();
                of.shown = e.periodEnd().isAfter(at) ? SubscriptionStatus.ACTIVE : SubscriptionStatus.CANCELLED;
            }
            case SubscriptionEvent.GrantRestored e -> {
                payment(e.transactionId()).grants++;
                of.end = e.periodEnd();
                of.shown = e.periodEnd().isAfter(at) ? SubscriptionStatus.ACTIVE : SubscriptionStatus.EXPIRED;
            }
            case SubscriptionEvent.SubscriptionStatusChanged e -> of.shown = e.status();
            case SubscriptionEvent.SubscriptionExpired e -> of.shown = e.status();
            case SubscriptionEvent.GatewaySubscriptionObserved e ->
                of.gateway.put(e.gatewaySubscriptionId(), e.gatewayStatus() + " " + e.cancelsAtPeriodEnd());
            default -> {}
        }
    }

    Set<String> wonBy() {
        Set<String> ids = new HashSet<>();
        for (Paid paid : payments.values())
            if (paid.gatewayId != null && !ids.add(paid.gatewayId)) faults.add("M7: counts twice " + paid.gatewayId);
        return ids;
    }
}

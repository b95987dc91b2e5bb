package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.EarningReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.web.Rejected;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a creator has earned and was not paid yet, their payouts under way, and what they owe to those who have paid. */
final class MoneyDue {

    private enum Order {
        NONE,
        WAITING,
        ACTIVE
    }

    private final Set<UUID> earnings = new HashSet<>();
    private final Map<UUID, Long> parts = new HashMap<>();
    private final Set<UUID> paidOut = new HashSet<>();
    private final Set<EarningHeld> held = new HashSet<>();
    private final Map<UUID, Long> offsets = new HashMap<>();
    private long debtPaise;
    private final Map<UUID, List<UUID>> payouts = new HashMap<>();

    private MoneyDue() {}

    /**
     * 409 {@code CREATOR_BALANCE_NOT_SETTLED} while there is any, 409 {@code CREATOR_ORDERS_OPEN} while they owe what they
     * were paid for. What has to go back to a buyer is not the creator's, and what is not activated will go back.
     */
    static void requireNone(String userId, Facts facts) {
        MoneyDue due = of(userId, facts);
        if (due.debtPaise < 0
                || !due.payouts.isEmpty()
                || due.payable().stream().anyMatch(id -> order(id, facts) != Order.WAITING))
            throw Rejected.conflict(
                    "CREATOR_BALANCE_NOT_SETTLED", "Money is due to this creator. It has to be paid out first.");
        if (due.paidOut.stream().anyMatch(id -> order(id, facts) != Order.NONE))
            throw Rejected.conflict("CREATOR_ORDERS_OPEN", "Orders are paid for that have to be fulfilled first.");
    }

    private static MoneyDue of(String userId, Facts facts) {
        return facts.fold(DerivedId.of("CreatorBalance", userId), new MoneyDue(), MoneyDue::with);
    }

    private Set<UUID> payable() {
        Set<UUID> payable = new HashSet<>(earnings);
        held.forEach(hold -> payable.remove(hold.transactionId()));
        return payable;
    }

    private static Order order(UUID transactionId, Facts facts) {
        return facts.fold(
                DerivedId.of("serviceOrder", transactionId.toString()), Order.NONE, (before, event) -> switch (event) {
                    case OrderPaid paid -> Order.WAITING;
                    case OrderActivated activated -> Order.ACTIVE;
                    case OrderFulfilled fulfilled -> Order.NONE;
                    case OrderCancelled cancelled -> Order.NONE;
                    case OrderExpired expired -> Order.NONE;
                    default -> before;
                });
    }

    private MoneyDue with(Event event) {
        switch (event) {
            case EarningCredited e -> {
                earnings.add(e.transactionId());
                parts.put(e.transactionId(), e.netPaise());
            }
            case EarningReduced e -> {
                if (parts.merge(e.transactionId(), -e.netPaise(), Long::sum) <= 0) earnings.remove(e.transactionId());
            }
            case EarningHeld e -> held.add(e);
            case EarningReleased e -> {
                boolean forGood = e.adjustmentId().equals(e.transactionId());
                held.remove(new EarningHeld(e.creatorId(), e.transactionId(), forGood ? null : e.adjustmentId()));
            }
            case DebitRecorded e -> debtPaise += e.netPaise();
            case DebitReversed e -> debtPaise -= e.netPaise();
            case BalanceCorrected e -> debtPaise -= e.amountPaise();
            case PayoutAllocated e -> {
                List<UUID> paid =
                        e.items().stream().map(AllocatedItem::transactionId).toList();
                payouts.put(e.payoutId(), paid);
                long offset =
                        e.items().stream().mapToLong(AllocatedItem::netPaise).sum() - e.netPaise();
                offsets.put(e.payoutId(), offset);
                debtPaise -= offset;
                earnings.removeAll(paid);
                paidOut.addAll(paid);
            }
            case PayoutAllocationSettled e -> payouts.remove(e.payoutId());
            case PayoutAllocationReleased e -> {
                List<UUID> back = e.items() == null
                        ? payouts.remove(e.payoutId())
                        : e.items().stream().map(AllocatedItem::transactionId).toList();
                if (back != null) {
                    debtPaise += offsets.getOrDefault(e.payoutId(), 0L);
                    earnings.addAll(back);
                    back.forEach(paidOut::remove);
                }
            }
            default -> {}
        }
        return this;
    }
}

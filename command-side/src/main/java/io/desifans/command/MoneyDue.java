package io.desifans.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
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
import java.util.stream.Collectors;

/** What a creator has earned and was not paid yet, their payouts under way, and what they owe to those who have paid. */
public final class MoneyDue {

    private enum Order {
        NONE,
        WAITING,
        ACTIVE
    }

    private final Set<UUID> earnings = new HashSet<>();
    private final Map<UUID, Long> parts = new HashMap<>();
    private final Set<UUID> paidOut = new HashSet<>();
    private final Set<UUID> held = new HashSet<>();
    private final Map<UUID, List<UUID>> payouts = new HashMap<>();

    private MoneyDue() {}

    /**
     * 409 {@code CREATOR_BALANCE_NOT_SETTLED} while there is any, 409 {@code CREATOR_ORDERS_OPEN} while they owe what they
     * were paid for. What has to go back to a buyer is not the creator's, and what is not activated will go back.
     */
    static void requireNone(String userId, Facts facts) {
        MoneyDue due = of(userId, facts);
        if (!due.payouts.isEmpty() || due.payable().stream().anyMatch(id -> order(id, facts) != Order.WAITING))
            throw Rejected.conflict(
                    "CREATOR_BALANCE_NOT_SETTLED", "Money is due to this creator. It has to be paid out first.");
        if (due.paidOut.stream().anyMatch(id -> order(id, facts) != Order.NONE))
            throw Rejected.conflict("CREATOR_ORDERS_OPEN", "Orders are paid for that have to be fulfilled first.");
    }

    /** The payments of orders that nobody has activated, and that were not paid out. */
    public static Set<UUID> waitingOrdersOf(String userId, Facts facts) {
        return of(userId, facts).payable().stream()
                .filter(id -> order(id, facts) == Order.WAITING)
                .collect(Collectors.toSet());
    }

    private static MoneyDue of(String userId, Facts facts) {
        return facts.fold(DerivedId.of("CreatorBalance", userId), new MoneyDue(), MoneyDue::with);
    }

    private Set<UUID> payable() {
        Set<UUID> payable = new HashSet<>(earnings);
        payable.removeAll(held);
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
            case EarningHeld e -> held.add(e.transactionId());
            case PayoutAllocated e -> {
                List<UUID> paid =
                        e.items().stream().map(AllocatedItem::transactionId).toList();
                payouts.put(e.payoutId(), paid);
                earnings.removeAll(paid);
                paidOut.addAll(paid);
            }
            case PayoutAllocationSettled e -> payouts.remove(e.payoutId());
            case PayoutAllocationReleased e -> {
                List<UUID> back = payouts.remove(e.payoutId());
                if (back != null) {
                    earnings.addAll(back);
                    back.forEach(paidOut::remove);
                }
            }
            default -> {}
        }
        return this;
    }
}

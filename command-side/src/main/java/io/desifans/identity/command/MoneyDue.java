package io.desifans.identity.command;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a creator has earned and was not paid yet, and their payouts under way. */
final class MoneyDue {

    private final Set<UUID> earnings = new HashSet<>();
    private final Set<UUID> held = new HashSet<>();
    private final Map<UUID, List<UUID>> payouts = new HashMap<>();

    private MoneyDue() {}

    /** 409 {@code CREATOR_BALANCE_NOT_SETTLED} while there is any. What has to go back to a buyer is not the creator's. */
    static void requireNone(String userId, Facts facts) {
        MoneyDue due = facts.fold(DerivedId.of("CreatorBalance", userId), new MoneyDue(), MoneyDue::with);
        if (!due.payouts.isEmpty() || !due.held.containsAll(due.earnings))
            throw Rejected.conflict(
                    "CREATOR_BALANCE_NOT_SETTLED", "Money is due to this creator. It has to be paid out first.");
    }

    private MoneyDue with(Event event) {
        switch (event) {
            case EarningCredited e -> earnings.add(e.transactionId());
            case EarningHeld e -> held.add(e.transactionId());
            case PayoutAllocated e -> {
                List<UUID> paid =
                        e.items().stream().map(AllocatedItem::transactionId).toList();
                payouts.put(e.payoutId(), paid);
                earnings.removeAll(paid);
            }
            case PayoutAllocationSettled e -> payouts.remove(e.payoutId());
            case PayoutAllocationReleased e -> {
                List<UUID> back = payouts.remove(e.payoutId());
                if (back != null) earnings.addAll(back);
            }
            default -> {}
        }
        return this;
    }
}

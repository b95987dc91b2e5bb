package io.desifans.billing.command;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.ReleaseCause;
import io.desifans.command.Facts;
import io.desifans.web.Rejected;
import java.util.Optional;
import java.util.UUID;

/** What a balance has set aside for a payout, as its events tell. */
record Allocation(PayoutAllocated allocated) {

    /** 404 if there is none. */
    static Allocation of(Facts facts, String creatorId, UUID payoutId) {
        return facts.fold(
                        BalanceCommand.balanceOf(creatorId),
                        Optional.<PayoutAllocated>empty(),
                        (found, event) -> event instanceof PayoutAllocated e
                                        && e.payoutId().equals(payoutId)
                                ? Optional.of(e)
                                : found)
                .map(Allocation::new)
                .orElseThrow(() -> Rejected.notFound("payout"));
    }

    /** All of it comes back after it was settled, and the debt that it paid off. */
    PayoutAllocationReleased released(ReleaseCause cause) {
        long earned =
                allocated.items().stream().mapToLong(AllocatedItem::netPaise).reduce(0, Math::addExact);
        return new PayoutAllocationReleased(
                allocated.creatorId(),
                allocated.payoutId(),
                cause,
                allocated.items(),
                Math.subtractExact(earned, allocated.netPaise()));
    }
}

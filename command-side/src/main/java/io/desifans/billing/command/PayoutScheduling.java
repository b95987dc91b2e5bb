package io.desifans.billing.command;

import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.command.PayoutCommand.SchedulePayout;
import io.desifans.billing.command.PayoutRun.Created;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.web.EventPositionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Schedules at once what a balance has set aside, so that the answer can name the payouts. The process does it too. */
@Component
final class PayoutScheduling {

    private static final String PROCESS = "payouts";

    private final Commands commands;
    private final Facts facts;

    PayoutScheduling(Commands commands, Facts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    /** @param payoutId under which the payout was asked for */
    Created schedule(String creatorId, UUID payoutId) {
        List<UUID> payoutIds = new ArrayList<>();
        long netPaise = 0;
        for (PayoutAllocated part : partsOf(creatorId, payoutId)) {
            EventPositionHeader.write(commands.sendAsSystem(PROCESS, new SchedulePayout(part.payoutId(), creatorId)));
            payoutIds.add(part.payoutId());
            netPaise = Math.addExact(netPaise, part.netPaise());
        }
        return new Created(creatorId, payoutIds, netPaise);
    }

    private List<PayoutAllocated> partsOf(String creatorId, UUID payoutId) {
        List<PayoutAllocated> parts = new ArrayList<>();
        return facts.fold(BalanceCommand.balanceOf(creatorId), parts, (found, event) -> {
            if (event instanceof PayoutAllocated e && e.payoutId().equals(PayoutCommand.partOf(payoutId, e.part())))
                found.add(e);
            return found;
        });
    }
}

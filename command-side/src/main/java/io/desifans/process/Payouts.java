package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.command.BalanceCommand.ReleaseAllocation;
import io.desifans.billing.command.BalanceCommand.SettleAllocation;
import io.desifans.billing.command.PayoutCommand.SchedulePayout;
import io.desifans.command.Command;
import io.desifans.command.Commands;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Schedules what a balance has set aside, and tells the balance what became of it. */
@Component
final class Payouts extends Process {

    private final Commands commands;

    Payouts(Commands commands) {
        super("payouts");
        this.commands = commands;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof PayoutAllocated
                || event instanceof PayoutCompleted
                || event instanceof PayoutFailed
                || event instanceof PayoutReversed;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        mustBeDone(commands.sendAsSystem(name(), step(event), message));
    }

    private static Command step(Event event) {
        return switch (event) {
            case PayoutAllocated e -> new SchedulePayout(e.payoutId(), e.creatorId());
            case PayoutCompleted e -> new SettleAllocation(e.creatorId(), e.payoutId());
            case PayoutFailed e -> new ReleaseAllocation(e.creatorId(), e.payoutId(), ReleaseCause.FAILED);
            case PayoutReversed e -> new ReleaseAllocation(e.creatorId(), e.payoutId(), ReleaseCause.REVERSED);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        };
    }
}

package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.DebitCause;
import io.desifans.billing.DisputeEvent;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.BalanceCommand;
import io.desifans.billing.command.BalanceCommand.CreditEarning;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseEarning;
import io.desifans.billing.command.BalanceCommand.SuspendEarning;
import io.desifans.billing.command.PayoutRules;
import io.desifans.command.Commands;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Credits a completed payment to its creator, holds what has to go back or is disputed, and takes off what went back. What was
 * free earns nothing.
 */
@Component
final class Earnings extends Process {

    private final Commands commands;
    private final PayoutRules rules;

    Earnings(Commands commands, PayoutRules rules) {
        super("earnings");
        this.commands = commands;
        this.rules = rules;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof GrantRefused
                || (event instanceof DisputeEvent dispute && !(dispute instanceof DisputeUpdated))
                || (event instanceof RefundSucceeded refund && refund.creatorPaise() + refund.feePaise() > 0)
                || (event instanceof PaymentCompleted e && e.amountPaise() > 0);
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (event instanceof PaymentCompleted e)
            mustBeDone(commands.sendAsSystem(name(), credit(e, message.getTimestamp()), message));
        if (event instanceof RefundSucceeded e) mustBeDone(commands.sendAsSystem(name(), debit(e), message));
        if (event instanceof GrantRefused e)
            mustBeDone(commands.sendAsSystem(name(), new HoldEarning(e.creatorId(), e.transactionId()), message));
        if (event instanceof DisputeEvent e)
            follow(e).ifPresent(command -> mustBeDone(commands.sendAsSystem(name(), command, message)));
    }

    /** Nothing where nothing was left to be disputed. */
    private static Optional<BalanceCommand> follow(DisputeEvent event) {
        return switch (event) {
            case DisputeOpened e -> e.amountPaise() > 0 ? Optional.of(suspend(e)) : Optional.empty();
            case DisputeLost e -> e.amountPaise() > 0 ? Optional.of(debit(e)) : Optional.empty();
            case DisputeWon e ->
                Optional.of(new ReleaseEarning(
                        e.creatorId(), e.transactionId(), e.disputeId(), e.feePaise(), e.creatorPaise()));
            case DisputeUpdated e -> Optional.empty();
        };
    }

    private static BalanceCommand suspend(DisputeOpened e) {
        return new SuspendEarning(e.creatorId(), e.transactionId(), e.disputeId(), e.feePaise(), e.creatorPaise());
    }

    private static DebitEarning debit(DisputeLost e) {
        return new DebitEarning(
                e.creatorId(),
                e.transactionId(),
                e.disputeId(),
                e.amountPaise(),
                e.feePaise(),
                e.creatorPaise(),
                DebitCause.DISPUTE);
    }

    private static DebitEarning debit(RefundSucceeded e) {
        return new DebitEarning(
                e.creatorId(),
                e.transactionId(),
                e.refundId(),
                Math.addExact(e.feePaise(), e.creatorPaise()),
                e.feePaise(),
                e.creatorPaise(),
                DebitCause.REFUND);
    }

    private CreditEarning credit(PaymentCompleted e, Instant completedAt) {
        return new CreditEarning(
                e.creatorId(),
                e.transactionId(),
                e.amountPaise(),
                e.platformFeePaise(),
                e.creatorAmountPaise(),
                completedAt,
                completedAt.plus(rules.hold()));
    }
}

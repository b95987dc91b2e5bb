package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.BalanceCommand.CreditEarning;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.PayoutRules;
import io.desifans.command.Commands;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Credits a completed payment to its creator, holds what has to go back, and takes off what went back. What was free earns nothing. */
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

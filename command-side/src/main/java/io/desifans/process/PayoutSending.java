package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.BankStatus;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewayUnreachable;
import io.desifans.billing.command.PayoutAtBank;
import io.desifans.billing.command.PayoutBank;
import io.desifans.billing.command.PayoutBank.Transfer;
import io.desifans.billing.command.PayoutCommand;
import io.desifans.billing.command.PayoutCommand.FailPayoutAttempt;
import io.desifans.billing.command.PayoutCommand.GiveUpPayout;
import io.desifans.billing.command.PayoutCommand.RecordBankTransfer;
import io.desifans.billing.command.PayoutCommand.StartPayoutAttempt;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Asks the bank to pay what is being processed. A bank that does not answer is asked again later, each time after a longer
 * pause; at last it is only asked whether it has the payout after all, and where it has not, the payout has failed.
 */
@Component
final class PayoutSending extends Process {

    private static final int AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Commands commands;
    private final Facts facts;
    private final PayoutBank bank;
    private final Clock clock;

    PayoutSending(Commands commands, Facts facts, PayoutBank bank, Clock clock) {
        super("payout-sending", AT_ONCE);
        this.commands = commands;
        this.facts = facts;
        this.bank = bank;
        this.clock = clock;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof PayoutAttemptStarted || (event instanceof PayoutProcessing && bank.isSetUp());
    }

    /** Where it is refused, the payout has found its end otherwise. */
    @Override
    protected void on(Event event, EventMessage<?> message) {
        switch (event) {
            case PayoutProcessing e -> commands.sendAsSystem(name(), new StartPayoutAttempt(e.payoutId(), 1), message);
            case PayoutAttemptStarted e -> {
                PayoutAtBank payout = PayoutAtBank.of(facts, e.payoutId());
                if (payout.isOpen(e.attempt())) commands.sendAsSystem(name(), outcome(e, payout), message);
            }
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    private PayoutCommand outcome(PayoutAttemptStarted attempt, PayoutAtBank payout) {
        UUID payoutId = attempt.payoutId();
        Instant now = clock.instant();
        try {
            return transfer(attempt, payout)
                    .<PayoutCommand>map(transfer -> recorded(payoutId, transfer, now))
                    .orElseGet(() -> new GiveUpPayout(payoutId, "The bank could not be asked to pay it."));
        } catch (GatewayRefused e) {
            return new GiveUpPayout(payoutId, "The bank will not pay it: " + e.code());
        } catch (GatewayUnreachable e) {
            return new FailPayoutAttempt(payoutId, attempt.attempt(), now.plus(pause(attempt.attempt())));
        }
    }

    private Optional<Transfer> transfer(PayoutAttemptStarted attempt, PayoutAtBank payout) {
        return payout.details() == null || attempt.attempt() > MOST_ATTEMPTS
                ? bank.find(attempt.payoutId())
                : Optional.of(bank.send(attempt.payoutId(), payout.netPaise(), payout.details()));
    }

    static RecordBankTransfer recorded(UUID payoutId, Transfer transfer, Instant now) {
        String silent =
                transfer.status() == BankStatus.REVERSED ? "The bank has sent it back." : "The bank has not paid it.";
        return new RecordBankTransfer(
                payoutId,
                transfer.status(),
                transfer.amountPaise(),
                transfer.reference(),
                Objects.requireNonNullElse(transfer.reason(), silent),
                now);
    }

    private static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}

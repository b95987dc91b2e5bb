package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PayoutEvent.PayoutAttemptFailed;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.command.PayoutAtBank;
import io.desifans.billing.command.PayoutCommand.StartPayoutAttempt;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has the bank asked again to pay what it could not be asked for before. */
@Component
final class PayoutAttempts extends Timer {

    private final Facts facts;

    PayoutAttempts(Facts facts) {
        super("payout-attempt");
        this.facts = facts;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return switch (event) {
            case PayoutAttemptFailed e -> Optional.of(new Setting(e.payoutId().toString(), e.retryAt()));
            case PayoutFailed e -> Optional.of(new Setting(e.payoutId().toString(), null));
            default -> Optional.empty();
        };
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        UUID payoutId = UUID.fromString(id);
        PayoutAtBank payout = PayoutAtBank.of(facts, payoutId);
        return payout.processing() && !payout.underWay()
                ? List.of(new StartPayoutAttempt(payoutId, payout.attempt() + 1))
                : List.of();
    }
}

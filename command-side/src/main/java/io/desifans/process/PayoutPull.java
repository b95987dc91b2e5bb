package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.PayoutEvent;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.command.PayoutAtBank;
import io.desifans.billing.command.PayoutBank;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the bank what became of a payout, until it says so, and for some weeks of one that it has paid whether that came
 * back.
 */
@Component
final class PayoutPull extends Timer {

    private final Facts facts;
    private final PayoutBank bank;
    private final Clock clock;

    PayoutPull(Facts facts, PayoutBank bank, Clock clock) {
        super("payout-pull");
        this.facts = facts;
        this.bank = bank;
        this.clock = clock;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case PayoutAttemptStarted e -> setting(e, at.plus(Patience.FIRST));
                    case PayoutFailed e -> setting(e, null);
                    case PayoutReversed e -> setting(e, null);
                    default -> null;
                });
    }

    private static Setting setting(PayoutEvent event, @Nullable Instant at) {
        return new Setting(event.payoutId().toString(), at);
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        UUID payoutId = UUID.fromString(id);
        if (!PayoutAtBank.of(facts, payoutId).isToBeAskedFor()) return List.of();
        return bank.find(payoutId)
                .map(transfer -> List.of(PayoutSending.recorded(payoutId, transfer, clock.instant())))
                .orElse(List.of());
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        PayoutAtBank payout = PayoutAtBank.of(facts, UUID.fromString(id));
        if (!payout.isToBeAskedFor()) return Optional.empty();
        Optional<Instant> soon = Patience.next(payout.changedAt(), now);
        return payout.processing() ? soon.or(() -> Optional.of(now.plus(Patience.LONGEST_PAUSE))) : soon;
    }
}

package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.BalanceEvent.PayoutScheduleChosen;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.command.BalanceCommand;
import io.desifans.billing.command.BalanceCommand.PayOutOnSchedule;
import io.desifans.billing.command.PayoutRules;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.identity.UserEvent.UserDeleted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Pays out every Monday to the creators who wish it. */
@Component
final class WeeklyPayouts extends Timer {

    private final Facts facts;
    private final PayoutRules rules;

    WeeklyPayouts(Facts facts, PayoutRules rules) {
        super("weekly-payout");
        this.facts = facts;
        this.rules = rules;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case PayoutScheduleChosen e ->
                        new Setting(e.creatorId(), e.schedule().nextAfter(at).orElse(null));
                    case CreatorDeleted e -> new Setting(e.creatorId(), null);
                    case UserDeleted e -> new Setting(e.userId(), null);
                    default -> null;
                });
    }

    /** After a failure it is tried again later, still for the time that was due. */
    @Override
    protected List<? extends Command> due(String id, Instant at) {
        return chosen(id)
                .lastUntil(at)
                .map(dueAt -> List.of(new PayOutOnSchedule(id, dueAt, rules.thresholdPaise())))
                .orElse(List.of());
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        return chosen(id).nextAfter(now);
    }

    private PayoutSchedule chosen(String creatorId) {
        return facts.fold(
                BalanceCommand.balanceOf(creatorId),
                PayoutSchedule.MANUAL,
                (before, event) -> event instanceof PayoutScheduleChosen e ? e.schedule() : before);
    }
}

package io.desifans.process;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.command.Renewals;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.command.NotificationCommand.RaiseNotification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reminds a fan once, three days before the time that they paid for is over. */
@Component
final class SubscriptionReminder extends Timer {

    private static final Duration BEFORE = Duration.ofDays(3);

    private final Facts facts;
    private final Clock clock;

    SubscriptionReminder(Facts facts, Clock clock) {
        super("subscription-reminder");
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case GrantAdded e -> setting(e.subscriptionId(), e.periodEnd());
                    case GrantRemoved e -> setting(e.subscriptionId(), e.periodEnd());
                    case GrantRestored e -> setting(e.subscriptionId(), e.periodEnd());
                    default -> null;
                });
    }

    private static Setting setting(UUID subscriptionId, Instant periodEnd) {
        return new Setting(subscriptionId.toString(), periodEnd.minus(BEFORE));
    }

    private record Paid(String userId, Instant periodEnd) {}

    /** Nothing if it renews by itself, meanwhile it was paid for longer, or it is too late. */
    @Override
    protected List<Command> due(String id, Instant at) {
        UUID subscriptionId = UUID.fromString(id);
        if (Renewals.of(facts, subscriptionId).goOn()) return List.of();
        Optional<Paid> last = facts.fold(subscriptionId, Optional.empty(), (before, event) -> switch (event) {
            case GrantAdded e -> Optional.of(new Paid(e.userId(), e.periodEnd()));
            case GrantRemoved e -> Optional.of(new Paid(e.userId(), e.periodEnd()));
            case GrantRestored e -> Optional.of(new Paid(e.userId(), e.periodEnd()));
            default -> before;
        });
        Instant now = clock.instant();
        return last
                .filter(grant -> !now.isBefore(grant.periodEnd().minus(BEFORE)) && now.isBefore(grant.periodEnd()))
                .map(grant -> new RaiseNotification(
                        DerivedId.of(
                                "reminder",
                                subscriptionId.toString(),
                                grant.periodEnd().toString()),
                        grant.userId(),
                        NotificationType.SUBSCRIPTION_ENDING,
                        "/api/v1/subscriptions/" + subscriptionId,
                        now))
                .stream()
                .<Command>map(told -> told)
                .toList();
    }
}

package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.command.SubscriptionCommand.ExpireSubscription;
import io.desifans.command.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends a subscription when the time that was paid for is over. */
@Component
final class SubscriptionEnd extends Timer {

    SubscriptionEnd() {
        super("subscription-end");
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case GrantAdded e -> new Setting(e.subscriptionId().toString(), e.periodEnd());
                    case GrantRemoved e -> new Setting(e.subscriptionId().toString(), e.periodEnd());
                    case GrantRestored e -> new Setting(e.subscriptionId().toString(), e.periodEnd());
                    default -> null;
                });
    }

    @Override
    protected List<Command> due(String id, Instant at) {
        return List.of(new ExpireSubscription(UUID.fromString(id), at));
    }
}

package io.desifans.notifications.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.notifications.PushEvent;
import io.desifans.notifications.PushEvent.PushSubscribed;
import io.desifans.notifications.PushEvent.PushUnsubscribed;
import io.desifans.notifications.command.PushCommand.EndPushSubscription;
import io.desifans.notifications.command.PushCommand.SubscribeToPush;
import io.desifans.notifications.command.PushCommand.UnsubscribeFromPush;
import io.desifans.web.Rejected;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One endpoint of a push service, and whose it is. */
@Aggregate
class PushSubscription {

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable PushSubscribed held;

    /** Whose former holder is gone is free. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SubscribeToPush c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        PushSubscribed before = held;
        boolean theirs = before != null && before.userId().equals(c.userId());
        if (before != null && !theirs && UserFacts.of(facts, before.userId()).here())
            throw Rejected.conflict("ENDPOINT_TAKEN", "endpoint", "This endpoint is another user's.");
        if (before != null && theirs && isSame(before, c)) return;
        apply(new PushSubscribed(
                c.subscriptionId(), c.userId(), c.endpoint(), c.p256dh(), c.auth(), c.userAgent(), theirs));
    }

    private static boolean isSame(PushSubscribed before, SubscribeToPush c) {
        return Objects.equals(before.p256dh(), c.p256dh()) && Objects.equals(before.auth(), c.auth());
    }

    @CommandHandler
    void decide(UnsubscribeFromPush c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        if (held == null || !held.userId().equals(c.userId())) throw Rejected.notFound("push subscription");
        apply(new PushUnsubscribed(c.subscriptionId(), c.userId(), "user"));
    }

    @CommandHandler
    void decide(EndPushSubscription c) {
        if (held != null && held.userId().equals(c.userId()))
            apply(new PushUnsubscribed(c.subscriptionId(), c.userId(), "gone"));
    }

    @EventSourcingHandler
    void evolve(PushEvent event) {
        id = event.subscriptionId();
        switch (event) {
            case PushSubscribed e -> held = e;
            case PushUnsubscribed e -> held = null;
        }
    }
}

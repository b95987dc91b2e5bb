package io.desifans.notifications.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.command.NotificationCommand.ReadAllNotifications;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** All that one person is told. */
@Aggregate
class NotificationInbox {

    @AggregateIdentifier
    private @Nullable UUID id;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReadAllNotifications c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        apply(new AllNotificationsRead(c.inboxId(), c.userId(), c.notificationIds()));
    }

    @EventSourcingHandler
    void evolve(AllNotificationsRead event) {
        id = event.inboxId();
    }
}

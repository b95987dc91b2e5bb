package io.desifans.notifications.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.Facts;
import io.desifans.command.UserFacts;
import io.desifans.notifications.NotificationEvent;
import io.desifans.notifications.NotificationEvent.AllNotificationsRead;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.NotificationEvent.NotificationRead;
import io.desifans.notifications.command.NotificationCommand.RaiseNotification;
import io.desifans.notifications.command.NotificationCommand.ReadNotification;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One thing that one person is told. */
@Aggregate
class Notification {

    @AggregateIdentifier
    private @Nullable UUID id;

    private String userId = "";
    private boolean read;

    /** Who is gone is told nothing, nor who does not want to be told. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RaiseNotification c, Facts facts) {
        if (id != null || !UserFacts.of(facts, c.userId()).here()) return;
        if (!c.type().isAlwaysTold() && !NotificationPreference.isEnabledSince(facts, c.userId(), c.happenedAt()))
            return;
        Wording wording = Wording.of(c.type());
        apply(new NotificationRaised(
                c.notificationId(), c.userId(), c.type(), wording.title(), wording.message(), c.link()));
    }

    @CommandHandler
    void decide(ReadNotification c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        if (!c.userId().equals(userId)) throw Rejected.notFound("notification");
        if (!read) apply(new NotificationRead(c.notificationId(), c.userId()));
    }

    @EventSourcingHandler
    void evolve(NotificationEvent event) {
        switch (event) {
            case NotificationRaised e -> {
                id = e.notificationId();
                userId = e.userId();
            }
            case NotificationRead e -> read = true;
            case AllNotificationsRead e -> {
                // of the inbox
            }
        }
    }
}

package io.desifans.notifications.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.notifications.AnnouncementEvent.AudienceNotified;
import io.desifans.notifications.command.AnnouncementCommand.NotifyAudience;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What one part of an audience is told; done once, whoever is in that part the second time. */
@Aggregate
class Announcement {

    @AggregateIdentifier
    private @Nullable UUID id;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(NotifyAudience c) {
        if (id != null) return;
        Wording wording = Wording.of(c.type());
        apply(new AudienceNotified(
                c.announcementId(),
                c.causeId(),
                c.number(),
                c.type(),
                wording.title(),
                wording.message(),
                c.link(),
                c.userIds()));
    }

    @EventSourcingHandler
    void evolve(AudienceNotified event) {
        id = event.announcementId();
    }
}

package io.desifans.process;

import io.desifans.Event;
import io.desifans.eventstore.LogPosition;
import io.desifans.notifications.AnnouncementEvent.AudienceNotified;
import io.desifans.notifications.NotificationEvent.NotificationRaised;
import io.desifans.notifications.command.PushOutbox;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Asks for a push to the browsers of whoever is told something. */
@Component
@ConditionalOnProperty("desifans.push.private-key")
final class Pushes extends Process {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PushOutbox outbox;
    private final ReadModelPosition readModel;

    Pushes(PushOutbox outbox, ReadModelPosition readModel) {
        super("pushes");
        this.outbox = outbox;
        this.readModel = readModel;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof NotificationRaised || event instanceof AudienceNotified;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        readModel.await(LogPosition.of(message), PATIENCE);
        outbox.add(notifications(event), message.getTimestamp());
    }

    private static List<UUID> notifications(Event event) {
        return switch (event) {
            case NotificationRaised e -> List.of(e.notificationId());
            case AudienceNotified e ->
                e.userIds().stream().map(e::notificationOf).toList();
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        };
    }
}

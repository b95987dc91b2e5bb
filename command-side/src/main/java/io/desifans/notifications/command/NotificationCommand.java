package io.desifans.notifications.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.notifications.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the process and its recipient may do with a notification. */
public sealed interface NotificationCommand extends Command {

    String userId();

    /**
     * One person is told of one event once.
     *
     * @param causeId the event
     * @param link the API resource it is about
     * @param happenedAt when what they are told of happened
     */
    @SentBy(Sender.SYSTEM)
    @Founding
    record RaiseNotification(UUID causeId, String userId, NotificationType type, String link, Instant happenedAt)
            implements NotificationCommand {

        @TargetAggregateIdentifier
        public UUID notificationId() {
            return DerivedId.of("notification", causeId.toString(), userId);
        }
    }

    @SentBy(Sender.USER)
    record ReadNotification(@TargetAggregateIdentifier UUID notificationId, String userId)
            implements NotificationCommand {}

    /** @param notificationIds what the person has not read; 1 to 1000 */
    @SentBy(Sender.USER)
    record ReadAllNotifications(String userId, List<UUID> notificationIds) implements NotificationCommand {

        public ReadAllNotifications {
            Shape.count("notificationIds", notificationIds, 1, 1000);
            notificationIds = List.copyOf(notificationIds);
        }

        @TargetAggregateIdentifier
        public UUID inboxId() {
            return DerivedId.of("NotificationInbox", userId);
        }
    }
}

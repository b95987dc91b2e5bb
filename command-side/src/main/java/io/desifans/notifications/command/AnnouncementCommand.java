package io.desifans.notifications.command;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.notifications.NotificationType;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What the processes may tell to many at once. */
public sealed interface AnnouncementCommand extends Command {

    /**
     * @param causeId what they are told of
     * @param number which part of the audience, from 0
     * @param link the API resource it is about
     * @param userIds 1 to 1000, in ascending order; who wants no notifications is left out already
     */
    @SentBy(Sender.SYSTEM)
    record NotifyAudience(UUID causeId, int number, NotificationType type, String link, List<String> userIds)
            implements AnnouncementCommand {

        public NotifyAudience {
            Shape.count("userIds", userIds, 1, 1000);
            userIds = List.copyOf(userIds);
        }

        @TargetAggregateIdentifier
        public UUID announcementId() {
            return announcementOf(causeId, number);
        }
    }

    /** Where the log tells what the part of this number was told of the cause. */
    static UUID announcementOf(UUID causeId, int number) {
        return DerivedId.of("Announcement", causeId.toString(), Integer.toString(number));
    }
}

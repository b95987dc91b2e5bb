package io.desifans.process;

import io.desifans.Event;
import io.desifans.command.Commands;
import io.desifans.command.Facts;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.eventstore.LogPosition;
import io.desifans.messaging.BroadcastEvent.BroadcastDelivered;
import io.desifans.notifications.AnnouncementEvent.AudienceNotified;
import io.desifans.notifications.NotificationType;
import io.desifans.notifications.command.AnnouncementCommand;
import io.desifans.notifications.command.AnnouncementCommand.NotifyAudience;
import io.desifans.web.ReadModelPosition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells an audience of a new post and of a broadcast, five hundred at a time; what they were told is in the log. */
@Component
final class Announcements extends Process {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whoever reads the log from its beginning announces nothing of old. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Commands commands;
    private final Facts facts;
    private final Audience audience;
    private final ReadModelPosition readModel;
    private final BackPressure backPressure;
    private final Clock clock;

    Announcements(
            Commands commands,
            Facts facts,
            Audience audience,
            ReadModelPosition readModel,
            BackPressure backPressure,
            Clock clock) {
        super("announcements");
        this.commands = commands;
        this.facts = facts;
        this.audience = audience;
        this.readModel = readModel;
        this.backPressure = backPressure;
        this.clock = clock;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof PostPublished || event instanceof BroadcastDelivered;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (message.getTimestamp().plus(NEWS).isBefore(clock.instant())) return;
        readModel.await(LogPosition.of(message), PATIENCE);
        switch (event) {
            case PostPublished e -> ofPost(e, message);
            case BroadcastDelivered e ->
                tell(
                        e.broadcastId(),
                        e.number(),
                        NotificationType.BROADCAST,
                        "/api/v1/broadcasts/" + e.broadcastId(),
                        audience.wanting(e.followerIds(), message.getTimestamp()),
                        message);
            default -> throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
    }

    /** Goes on behind the last who was told, if it was begun before. */
    private void ofPost(PostPublished post, EventMessage<?> message) {
        int number = 0;
        String after = "";
        for (String last = lastTold(post.postId(), 0); !last.isEmpty(); last = lastTold(post.postId(), ++number))
            after = last;
        while (true) {
            List<String> part = audience.followersAndMembers(post.creatorId(), after, message.getTimestamp());
            if (part.isEmpty()) return;
            after = part.getLast();
            List<String> told = audience.toTellOfPost(post.creatorId(), part, message.getTimestamp());
            if (told.isEmpty()) continue;
            String link = "/api/v1/posts/" + post.postId();
            tell(post.postId(), number++, NotificationType.NEW_POST, link, told, message);
        }
    }

    private String lastTold(UUID causeId, int number) {
        return facts.fold(
                AnnouncementCommand.announcementOf(causeId, number),
                "",
                (before, event) ->
                        event instanceof AudienceNotified e ? e.userIds().getLast() : before);
    }

    private void tell(
            UUID causeId, int number, NotificationType type, String link, List<String> told, EventMessage<?> message) {
        if (told.isEmpty()) return;
        var notify = new NotifyAudience(causeId, number, type, link, told);
        mustBeDone(backPressure.inTurn(told.size(), () -> commands.sendAsSystem(name(), notify, message)));
    }
}

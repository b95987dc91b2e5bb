package io.desifans.query;

import io.desifans.DerivedId;
import io.desifans.Envelope;
import io.desifans.Event;
import io.desifans.content.CommentEvent;
import io.desifans.content.LikeEvent;
import io.desifans.content.PostEvent;
import io.desifans.creator.CreatorEvent;
import io.desifans.creator.MembershipEvent;
import io.desifans.eventstore.AppendedPosition;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.UuidV7;
import io.desifans.identity.KeyEvent;
import io.desifans.identity.UserEvent;
import io.desifans.social.FollowEvent;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Puts events into the log, a second apart, and waits until the read model shows them. */
public class Happened {

    private final EventStore log;
    private final ReadModelPosition readModel;
    private final Map<UUID, Long> next = new HashMap<>();
    private Instant time = Instant.parse("2026-01-01T00:00:00.007Z");

    public Happened(EventStore log, ReadModelPosition readModel) {
        this.log = log;
        this.readModel = readModel;
    }

    /** @return when the last of them happened */
    public Instant events(Event... events) {
        return eventsOf(Map.of(Envelope.ACTOR, "system:test"), events);
    }

    /** @return when the last of them happened */
    public synchronized Instant eventsOf(Map<String, String> metadata, Event... events) {
        for (Event event : events) {
            time = time.plusSeconds(1);
            UUID aggregate = aggregate(event);
            long sequence = next.merge(aggregate, 1L, Long::sum) - 1;
            log.publish(new GenericDomainEventMessage<>(
                    type(event),
                    aggregate.toString(),
                    sequence,
                    event,
                    metadata,
                    UuidV7.next().toString(),
                    time));
        }
        LogPosition position = AppendedPosition.takeFromThread().orElseThrow();
        readModel.await(position, Duration.ofSeconds(20));
        return time;
    }

    private static UUID aggregate(Event event) {
        return switch (event) {
            case UserEvent e -> DerivedId.of("User", e.userId());
            case CreatorEvent e -> DerivedId.of("Creator", e.creatorId());
            case MembershipEvent e -> e.membershipId();
            case PostEvent e -> e.postId();
            case LikeEvent e -> e.likeId();
            case CommentEvent e -> e.commentId();
            case FollowEvent e -> e.followId();
            case KeyEvent e -> e.keyId();
            default -> throw new IllegalArgumentException(event.getClass().getName());
        };
    }

    private static String type(Event event) {
        return event.getClass().getEnclosingClass().getSimpleName().replace("Event", "");
    }
}

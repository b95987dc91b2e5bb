package io.desifans.messaging.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.messaging.BroadcastEvent.BroadcastSent;
import io.desifans.messaging.MessageType;
import io.desifans.messaging.command.BroadcastCommand.SendBroadcast;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import io.desifans.web.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The broadcasts of one creator, of which there is one in five minutes at most. */
@Aggregate
class BroadcastOutbox {

    private static final Duration BETWEEN = Duration.ofMinutes(5);

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable UUID last;
    private Instant lastAt = Instant.EPOCH;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(SendBroadcast c, Facts facts) {
        if (c.broadcastId().equals(last)) return;
        CreatorFacts.mustBeOnboarded(facts, c.creatorId());
        if (c.at().isBefore(lastAt.plus(BETWEEN)))
            throw Rejected.conflict("BROADCAST_TOO_SOON", "There is one broadcast in five minutes at most.");
        if (c.audience() != null) mustAllFollow(facts, c.creatorId(), c.audience());
        apply(new BroadcastSent(
                c.outboxId(),
                c.broadcastId(),
                c.creatorId(),
                Objects.requireNonNullElse(c.messageType(), MessageType.TEXT),
                c.content(),
                c.audioUrl(),
                c.audience()));
    }

    private static void mustAllFollow(Facts facts, String creatorId, List<String> audience) {
        for (String followerId : audience)
            if (!follows(facts, followerId, creatorId))
                throw Rejected.conflict("NOT_A_FOLLOWER", "followerIds", "followerIds must all be followers of yours.");
    }

    private static boolean follows(Facts facts, String followerId, String creatorId) {
        return facts.fold(DerivedId.of("Follow", followerId, creatorId), false, (before, event) -> switch (event) {
            case FollowStarted e -> true;
            case FollowStopped e -> false;
            default -> before;
        });
    }

    @EventSourcingHandler
    void evolve(BroadcastSent event, @Timestamp Instant at) {
        id = event.outboxId();
        last = event.broadcastId();
        lastAt = at;
    }
}

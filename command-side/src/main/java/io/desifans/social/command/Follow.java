package io.desifans.social.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.social.FollowEvent;
import io.desifans.social.FollowEvent.FollowStarted;
import io.desifans.social.FollowEvent.FollowStopped;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A follow: one fan, one creator, on or off. */
@Aggregate
class Follow {

    /** What a fan may do with their follow of a creator. */
    public sealed interface FollowCommand extends Command {

        String followerId();

        String creatorId();

        @TargetAggregateIdentifier
        default UUID followId() {
            return DerivedId.of("Follow", followerId(), creatorId());
        }

        @SentBy(Sender.USER)
        record StartFollowing(String followerId, String creatorId) implements FollowCommand {}

        @SentBy(Sender.USER)
        record StopFollowing(String followerId, String creatorId) implements FollowCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private boolean on;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FollowCommand.StartFollowing c, Facts facts) {
        UserFacts.acting(facts, c.followerId());
        if (c.followerId().equals(c.creatorId()))
            throw Rejected.conflict("CANNOT_FOLLOW_SELF", "Nobody follows themselves.");
        if (!CreatorFacts.of(facts, c.creatorId()).isOpen()) throw Rejected.notFound("creator");
        if (!on) apply(new FollowStarted(c.followId(), c.followerId(), c.creatorId()));
    }

    /** Someone who no longer is a creator, but still a user, can be left. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FollowCommand.StopFollowing c, Facts facts) {
        UserFacts.acting(facts, c.followerId());
        CreatorFacts creator = CreatorFacts.of(facts, c.creatorId());
        if (!creator.isOpen() && !(on && creator.here())) throw Rejected.notFound("creator");
        if (on) apply(new FollowStopped(c.followId(), c.followerId(), c.creatorId()));
    }

    @EventSourcingHandler
    void evolve(FollowEvent event) {
        switch (event) {
            case FollowStarted e -> {
                id = e.followId();
                on = true;
            }
            case FollowStopped e -> on = false;
        }
    }
}

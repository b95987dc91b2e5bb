package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.UserFacts;
import io.desifans.content.LikeEvent;
import io.desifans.content.LikeEvent.PostLiked;
import io.desifans.content.LikeEvent.PostUnliked;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A like: one user, one post, on or off. */
@Aggregate
class Like {

    /** What a user may do with their like of a post. */
    public sealed interface LikeCommand extends Command {

        UUID postId();

        String userId();

        @TargetAggregateIdentifier
        default UUID likeId() {
            return DerivedId.of("Like", postId().toString(), userId());
        }

        /** @param now UTC; a membership may have ended */
        @SentBy(Sender.USER)
        record LikePost(UUID postId, String userId, Instant now) implements LikeCommand {}

        @SentBy(Sender.USER)
        record UnlikePost(UUID postId, String userId) implements LikeCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private boolean on;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LikeCommand.LikePost c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        PostFacts.mustBeOpenTo(facts, c.postId(), c.userId(), user, c.now());
        if (!on) apply(new PostLiked(c.likeId(), c.postId(), c.userId()));
    }

    /** A post that has been locked since can still be unliked. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(LikeCommand.UnlikePost c, Facts facts) {
        UserFacts.acting(facts, c.userId());
        PostFacts.existing(facts, c.postId());
        if (on) apply(new PostUnliked(c.likeId(), c.postId(), c.userId()));
    }

    @EventSourcingHandler
    void evolve(LikeEvent event) {
        switch (event) {
            case PostLiked e -> {
                id = e.likeId();
                on = true;
            }
            case PostUnliked e -> on = false;
        }
    }
}

package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.DerivedId;
import io.desifans.command.Command;
import io.desifans.command.CreatorFacts;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.content.PinEvent;
import io.desifans.content.PinEvent.PostPinned;
import io.desifans.content.PinEvent.PostUnpinned;
import io.desifans.web.Rejected;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The one post that a creator shows first; its id follows from the creator's, so that two pins are one after the other. */
@Aggregate
class PinnedPost {

    /** What a creator may do with the place. */
    public sealed interface PinCommand extends Command {

        UUID postId();

        String userId();

        @TargetAggregateIdentifier
        default UUID pinId() {
            return DerivedId.of("PinnedPost", userId());
        }

        @SentBy(Sender.USER)
        record PinPost(UUID postId, String userId) implements PinCommand {}

        @SentBy(Sender.USER)
        record UnpinPost(UUID postId, String userId) implements PinCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable UUID postId;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PinCommand.PinPost c, Facts facts) {
        requireOwn(c, facts);
        if (c.postId().equals(postId)) return;
        UUID previous = postId != null && PostFacts.isThere(facts, postId) ? postId : null;
        apply(new PostPinned(c.userId(), c.postId(), previous));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PinCommand.UnpinPost c, Facts facts) {
        requireOwn(c, facts);
        if (c.postId().equals(postId)) apply(new PostUnpinned(c.userId(), c.postId()));
    }

    private static void requireOwn(PinCommand c, Facts facts) {
        CreatorFacts.mustBeOnboarded(facts, c.userId());
        if (!PostFacts.existing(facts, c.postId()).isBy(c.userId()))
            throw Rejected.forbidden("NOT_YOUR_POST", "Only its creator may pin a post.");
    }

    @EventSourcingHandler
    void evolve(PinEvent event) {
        id = DerivedId.of("PinnedPost", event.creatorId());
        switch (event) {
            case PostPinned e -> postId = e.postId();
            case PostUnpinned e -> postId = null;
        }
    }
}

package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.command.UserFacts;
import io.desifans.content.CommentEvent;
import io.desifans.content.CommentEvent.CommentWritten;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A comment on a post, or a reply to another comment on it. */
@Aggregate
class Comment {

    /** What a user may do with a comment. */
    public sealed interface CommentCommand extends Command {

        @TargetAggregateIdentifier
        UUID commentId();

        /**
         * @param parentCommentId the comment on the same post that it replies to; null at the top
         * @param now UTC; a membership may have ended
         */
        @SentBy(Sender.USER)
        record WriteComment(
                UUID commentId,
                UUID postId,
                String userId,
                String content,
                @Nullable UUID parentCommentId,
                Instant now) implements CommentCommand {

            public WriteComment {
                ChosenId.check("commentId", commentId);
                Shape.prose("content", content, 1, 1000);
            }
        }
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable CommentWritten written;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CommentCommand.WriteComment c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        PostFacts.mustBeOpenTo(facts, c.postId(), c.userId(), user, c.now());
        if (c.parentCommentId() != null) CommentFacts.mustBeOn(facts, c.postId(), c.parentCommentId());
        var comment = new CommentWritten(c.commentId(), c.postId(), c.userId(), c.content(), c.parentCommentId());
        if (comment.equals(written)) return;
        if (written != null) throw ChosenId.taken();
        apply(comment);
    }

    @EventSourcingHandler
    void evolve(CommentEvent event) {
        switch (event) {
            case CommentWritten e -> {
                id = e.commentId();
                written = e;
            }
        }
    }
}

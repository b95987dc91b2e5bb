package io.desifans.content.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.command.ChosenId;
import io.desifans.command.Command;
import io.desifans.command.Facts;
import io.desifans.command.Founding;
import io.desifans.command.Sender;
import io.desifans.command.SentBy;
import io.desifans.command.Shape;
import io.desifans.command.UserFacts;
import io.desifans.content.CommentEvent;
import io.desifans.content.CommentEvent.CommentDeleted;
import io.desifans.content.CommentEvent.CommentEdited;
import io.desifans.content.CommentEvent.CommentWritten;
import io.desifans.web.Rejected;
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
        @Founding
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

        /** @param now UTC; a membership may have ended */
        @SentBy(Sender.USER)
        record EditComment(UUID commentId, String userId, String content, Instant now) implements CommentCommand {

            public EditComment {
                Shape.prose("content", content, 1, 1000);
            }
        }

        @SentBy(Sender.USER)
        record DeleteComment(UUID commentId, String userId) implements CommentCommand {}
    }

    @AggregateIdentifier
    private @Nullable UUID id;

    private @Nullable CommentWritten written;
    private @Nullable String content;
    private boolean deleted;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CommentCommand.WriteComment c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        PostFacts.mustBeOpenTo(facts, c.postId(), c.userId(), user, c.now());
        if (c.parentCommentId() != null) CommentFacts.mustBeOn(facts, c.postId(), c.parentCommentId());
        var comment = new CommentWritten(c.commentId(), c.postId(), c.userId(), c.content(), c.parentCommentId());
        if (comment.equals(written) && !deleted) return;
        if (written != null) throw ChosenId.taken();
        apply(comment);
    }

    @CommandHandler
    void decide(CommentCommand.EditComment c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        CommentWritten comment = here(facts);
        if (!comment.userId().equals(c.userId()))
            throw Rejected.forbidden("NOT_YOUR_COMMENT", "Only its author may edit a comment.");
        PostFacts.mustBeOpenTo(facts, comment.postId(), c.userId(), user, c.now());
        if (c.content().equals(content)) return;
        apply(new CommentEdited(c.commentId(), comment.postId(), c.userId(), c.content()));
    }

    @CommandHandler
    void decide(CommentCommand.DeleteComment c, Facts facts) {
        UserFacts user = UserFacts.acting(facts, c.userId());
        boolean mayDelete = written != null
                && (user.isAdmin()
                        || written.userId().equals(c.userId())
                        || PostFacts.existing(facts, written.postId()).isBy(c.userId()));
        if (deleted && mayDelete) return;
        CommentWritten comment = here(facts);
        if (!mayDelete)
            throw Rejected.forbidden("NOT_YOUR_COMMENT", "Only its author or the post's creator may delete a comment.");
        apply(new CommentDeleted(c.commentId(), comment.postId(), comment.userId(), c.userId()));
    }

    /** A comment goes with its post, with its author, and with any comment above it. */
    private CommentWritten here(Facts facts) {
        if (written == null || deleted || CommentFacts.levels(facts, written.postId(), written.commentId()) == 0)
            throw Rejected.notFound("comment");
        PostFacts.existing(facts, written.postId());
        return written;
    }

    @EventSourcingHandler
    void evolve(CommentEvent event) {
        switch (event) {
            case CommentWritten e -> {
                id = e.commentId();
                written = e;
                content = e.content();
            }
            case CommentEdited e -> content = e.content();
            case CommentDeleted e -> deleted = true;
        }
    }
}

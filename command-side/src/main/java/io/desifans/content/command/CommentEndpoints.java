package io.desifans.content.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.content.command.Comment.CommentCommand.DeleteComment;
import io.desifans.content.command.Comment.CommentCommand.EditComment;
import io.desifans.content.command.Comment.CommentCommand.WriteComment;
import io.desifans.web.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments, as users write, edit and delete them. */
@RestController
@RequestMapping("/api/v1")
class CommentEndpoints {

    private final Commands commands;
    private final Clock clock;

    CommentEndpoints(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record Commented(UUID commentId) {}

    @PostMapping("/posts/{postId}/comments")
    ResponseEntity<Commented> comment(@PathVariable UUID postId, @RequestBody CommentBody body, Caller caller) {
        WriteComment command = body.command(postId, caller.id(), clock.instant());
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/comments/" + command.commentId()))
                .body(new Commented(command.commentId()));
    }

    @PatchMapping("/comments/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void edit(@PathVariable UUID commentId, @RequestBody CommentText body, Caller caller) {
        commands.send(new EditComment(commentId, caller.id(), body.content(), clock.instant()), caller);
    }

    @DeleteMapping("/comments/{commentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID commentId, Caller caller) {
        commands.send(new DeleteComment(commentId, caller.id()), caller);
    }

    record CommentText(String content) {}

    record CommentBody(
            @Nullable UUID commentId,
            String content,
            @Nullable UUID parentCommentId) {

        WriteComment command(UUID postId, String userId, Instant now) {
            return new WriteComment(ChosenId.orNew(commentId), postId, userId, content, parentCommentId, now);
        }
    }
}

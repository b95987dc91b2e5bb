package io.desifans.content.command;

import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.content.PostType;
import io.desifans.content.command.Like.LikeCommand.LikePost;
import io.desifans.content.command.Like.LikeCommand.UnlikePost;
import io.desifans.content.command.PinnedPost.PinCommand.PinPost;
import io.desifans.content.command.PinnedPost.PinCommand.UnpinPost;
import io.desifans.content.command.PostCommand.ChangePost;
import io.desifans.content.command.PostCommand.DeletePost;
import io.desifans.content.command.PostCommand.PublishPost;
import io.desifans.content.command.PostCommand.SchedulePost;
import io.desifans.web.Amount;
import io.desifans.web.Caller;
import io.desifans.web.Change;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Posts and likes, as users change them. */
@RestController
@RequestMapping("/api/v1/posts")
class ContentEndpoints {

    private final Commands commands;
    private final Clock clock;

    ContentEndpoints(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    record Published(UUID postId) {}

    @PostMapping
    ResponseEntity<Published> publish(@RequestBody PostBody body, Caller caller) {
        PostCommand command = body.command(caller.id(), clock.instant());
        commands.send(command, caller);
        return ResponseEntity.created(URI.create("/api/v1/posts/" + command.postId()))
                .body(new Published(command.postId()));
    }

    @PatchMapping("/{postId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable UUID postId, @RequestBody PostChanges body, Caller caller) {
        commands.send(body.command(postId, caller.id(), clock.instant()), caller);
    }

    @DeleteMapping("/{postId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID postId, Caller caller) {
        commands.send(new DeletePost(postId, caller.id()), caller);
    }

    @PutMapping("/{postId}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@PathVariable UUID postId, Caller caller) {
        commands.send(new PinPost(postId, caller.id()), caller);
    }

    @DeleteMapping("/{postId}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpin(@PathVariable UUID postId, Caller caller) {
        commands.send(new UnpinPost(postId, caller.id()), caller);
    }

    @PutMapping("/{postId}/like")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void like(@PathVariable UUID postId, Caller caller) {
        commands.send(new LikePost(postId, caller.id(), clock.instant()), caller);
    }

    @DeleteMapping("/{postId}/like")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlike(@PathVariable UUID postId, Caller caller) {
        commands.send(new UnlikePost(postId, caller.id()), caller);
    }

    record PostChanges(
            @Nullable Change<String> caption,
            @Nullable Change<Amount> price,
            @Nullable Change<List<UUID>> membershipIds,
            @Nullable Change<Instant> publishAt) {

        ChangePost command(UUID postId, String userId, Instant now) {
            return new ChangePost(
                    postId,
                    userId,
                    caption,
                    Amount.paise(Change.required("price", price)),
                    Change.required("membershipIds", membershipIds),
                    Change.required("publishAt", publishAt),
                    now);
        }
    }

    record PostBody(
            @Nullable UUID postId,
            @Nullable String caption,
            PostType postType,
            @Nullable Amount price,
            @Nullable List<UUID> membershipIds,
            @Nullable List<Media> media,
            @Nullable Instant publishAt) {

        PostCommand command(String creatorId, Instant now) {
            var post = new PublishPost(
                    ChosenId.orNew(postId),
                    creatorId,
                    caption,
                    postType,
                    price == null ? null : price.paise(),
                    Objects.requireNonNullElse(membershipIds, List.of()),
                    Objects.requireNonNullElse(media, List.of()));
            return publishAt == null ? post : new SchedulePost(post, publishAt, now);
        }
    }
}

package io.desifans.content.command;

import io.desifans.DerivedId;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.content.command.PostCommand.AttachMedia;
import io.desifans.content.command.PostCommand.RemoveMedia;
import io.desifans.content.command.PostCommand.ReorderMedia;
import io.desifans.web.Caller;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The media of a post, as its creator changes them. */
@RestController
@RequestMapping("/api/v1/posts/{postId}/media")
class PostMediaEndpoints {

    private final Commands commands;

    PostMediaEndpoints(Commands commands) {
        this.commands = commands;
    }

    record Attached(UUID mediaId) {}

    /** The id follows from the post, so that it can be no other post's. */
    @PostMapping
    ResponseEntity<Attached> attach(@PathVariable UUID postId, @RequestBody Media media, Caller caller) {
        UUID mediaId = DerivedId.of(
                "postMedia", postId.toString(), ChosenId.orNew(null).toString());
        commands.send(new AttachMedia(postId, caller.id(), mediaId, media), caller);
        return ResponseEntity.created(URI.create("/api/v1/posts/" + postId)).body(new Attached(mediaId));
    }

    record MediaOrder(List<UUID> mediaIds) {}

    @PutMapping("/order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reorder(@PathVariable UUID postId, @RequestBody MediaOrder body, Caller caller) {
        commands.send(new ReorderMedia(postId, caller.id(), body.mediaIds()), caller);
    }

    @DeleteMapping("/{mediaId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID postId, @PathVariable UUID mediaId, Caller caller) {
        commands.send(new RemoveMedia(postId, caller.id(), mediaId), caller);
    }
}

package io.desifans.content.command;

import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.content.command.PostCommand.TakeDownPost;
import io.desifans.web.Caller;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the platform does not show is removed by an admin, who says why. */
@RestController
class TakedownEndpoint {

    private final Commands commands;

    TakedownEndpoint(Commands commands) {
        this.commands = commands;
    }

    record Takedown(String reason) {}

    @PostMapping("/api/v1/admin/posts/{postId}/takedown")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeDown(@PathVariable UUID postId, @RequestBody Takedown body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new TakeDownPost(postId, caller.id()), caller, body.reason());
    }
}

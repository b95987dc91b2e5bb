package io.desifans.creator.command;

import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.creator.command.CreatorCommand.ApproveCreator;
import io.desifans.creator.command.CreatorCommand.RejectCreator;
import io.desifans.web.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What admins decide about creators who have completed the onboarding. */
@RestController
@RequestMapping("/api/v1/admin/creators/{creatorId}")
class ReviewEndpoints {

    private final Commands commands;

    ReviewEndpoints(Commands commands) {
        this.commands = commands;
    }

    record Review(String reason) {}

    @PostMapping("/approve")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable String creatorId, @RequestBody Review body, Caller caller) {
        Shape.prose("reason", body.reason(), 1, 500);
        commands.send(new ApproveCreator(creatorId), caller, body.reason());
    }

    @PostMapping("/reject")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(@PathVariable String creatorId, @RequestBody Review body, Caller caller) {
        commands.send(new RejectCreator(creatorId, body.reason()), caller);
    }
}

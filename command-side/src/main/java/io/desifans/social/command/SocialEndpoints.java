package io.desifans.social.command;

import io.desifans.command.Commands;
import io.desifans.social.command.Follow.FollowCommand.StartFollowing;
import io.desifans.social.command.Follow.FollowCommand.StopFollowing;
import io.desifans.web.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Follows, as fans change them. */
@RestController
@RequestMapping("/api/v1/creators/{creatorId}/follow")
class SocialEndpoints {

    private final Commands commands;

    SocialEndpoints(Commands commands) {
        this.commands = commands;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(@PathVariable String creatorId, Caller caller) {
        commands.send(new StartFollowing(caller.id(), creatorId), caller);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unfollow(@PathVariable String creatorId, Caller caller) {
        commands.send(new StopFollowing(caller.id(), creatorId), caller);
    }
}

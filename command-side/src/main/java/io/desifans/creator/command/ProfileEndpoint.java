package io.desifans.creator.command;

import io.desifans.command.Commands;
import io.desifans.creator.command.CreatorCommand.ChangeProfile;
import io.desifans.creator.command.CreatorCommand.ChangeUsername;
import io.desifans.creator.command.CreatorCommand.DeleteCreator;
import io.desifans.web.Caller;
import io.desifans.web.Change;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What creators say about themselves. */
@RestController
class ProfileEndpoint {

    private final Commands commands;

    ProfileEndpoint(Commands commands) {
        this.commands = commands;
    }

    @PatchMapping("/api/v1/creators/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody ProfileChanges body, Caller caller) {
        commands.send(body.command(caller.id()), caller);
    }

    @PutMapping("/api/v1/creators/me/username")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeUsername(@RequestBody NewUsername body, Caller caller) {
        commands.send(new ChangeUsername(caller.id(), body.username()), caller);
    }

    @DeleteMapping("/api/v1/creators/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller) {
        caller.requireThemselves();
        commands.send(new DeleteCreator(caller.id()), caller);
    }

    record NewUsername(String username) {}

    record ProfileChanges(
            @Nullable Change<String> displayName,
            @Nullable Change<String> bio,
            @Nullable Change<String> profileImageUrl,
            @Nullable Change<String> profileCoverUrl) {

        ChangeProfile command(String creatorId) {
            return new ChangeProfile(
                    creatorId, Change.required("displayName", displayName), bio, profileImageUrl, profileCoverUrl);
        }
    }
}

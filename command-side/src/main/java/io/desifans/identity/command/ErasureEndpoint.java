package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.command.UserCommand.EraseUser;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a person. Answered when their rows are gone and their key is destroyed. */
@RestController
final class ErasureEndpoint {

    private final Commands commands;
    private final PersonKeys keys;
    private final ReadModelPosition readModel;
    private final AdminChanges admins;

    ErasureEndpoint(Commands commands, PersonKeys keys, ReadModelPosition readModel, AdminChanges admins) {
        this.commands = commands;
        this.keys = keys;
        this.readModel = readModel;
        this.admins = admins;
    }

    record Erasure(String reason) {}

    @PostMapping("/api/v1/admin/users/{userId}/erase")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String userId, @RequestBody Erasure erasure, Caller caller) {
        Shape.text("reason", erasure.reason(), 1, 500);
        EraseUser command = new EraseUser(userId, caller.id());
        LogPosition position = admins.alone(() -> commands.send(command, caller, erasure.reason()));
        // The process does it too: after a crash here, and after a restore of the keys.
        keys.destroy(PersonKeys.keyId(userId));
        readModel.await(position, SessionHandout.PATIENCE);
    }
}

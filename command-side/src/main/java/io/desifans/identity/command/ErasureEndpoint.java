package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.command.User.EraseUser;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import org.jooq.DSLContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a person. Answered when their rows are gone and their key is destroyed. */
@RestController
final class ErasureEndpoint {

    /** Any number that nothing else in this database locks. */
    private static final long ONE_ERASURE_AT_A_TIME = 0x6465736966616e73L;

    private final Commands commands;
    private final PersonKeys keys;
    private final ReadModelPosition readModel;
    private final DSLContext database;

    ErasureEndpoint(Commands commands, PersonKeys keys, ReadModelPosition readModel, DSLContext database) {
        this.commands = commands;
        this.keys = keys;
        this.readModel = readModel;
        this.database = database;
    }

    record Erasure(String reason) {}

    @PostMapping("/api/v1/admin/users/{userId}/erase")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String userId, @RequestBody Erasure erasure, Caller caller) {
        Shape.text("reason", erasure.reason(), 1, 500);
        LogPosition position = decide(new EraseUser(userId, caller.id()), caller, erasure.reason());
        // The process does it too: after a crash here, and after a restore of the keys.
        keys.destroy(PersonKeys.keyId(userId));
        readModel.await(position, SessionHandout.PATIENCE);
    }

    /** Two admins who erase each other at the same moment would leave none: the second must see the first. */
    private synchronized LogPosition decide(EraseUser command, Caller caller, String reason) {
        return database.transactionResult(transaction -> {
            transaction.dsl().fetch("select pg_advisory_xact_lock({0})", ONE_ERASURE_AT_A_TIME);
            return commands.send(command, caller, reason);
        });
    }
}

package io.desifans.identity.command;

import io.desifans.command.Commands;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.PersonKeys;
import io.desifans.web.Caller;
import io.desifans.web.ReadModelPosition;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deletes users, whoever asks for it. */
@Component
final class Deletions {

    private final Commands commands;
    private final PersonKeys keys;
    private final ReadModelPosition readModel;
    private final AdminChanges admins;

    Deletions(Commands commands, PersonKeys keys, ReadModelPosition readModel, AdminChanges admins) {
        this.commands = commands;
        this.keys = keys;
        this.readModel = readModel;
        this.admins = admins;
    }

    /**
     * Comes back when the user's rows are gone and their key is destroyed.
     *
     * @param deletion made when no other admin is just going
     * @param reason why, where it has to be said
     */
    void carryOut(String userId, Supplier<UserCommand> deletion, Caller caller, @Nullable String reason) {
        LogPosition position = admins.alone(() -> commands.send(deletion.get(), caller, reason));
        // The process does it too: after a crash here, and after a restore of the keys.
        keys.destroy(PersonKeys.keyId(userId));
        readModel.await(position, SessionHandout.PATIENCE);
    }
}

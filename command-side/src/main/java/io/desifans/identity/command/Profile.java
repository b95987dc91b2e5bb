package io.desifans.identity.command;

import io.desifans.identity.command.UserCommand.UpdateProfile;
import org.jspecify.annotations.Nullable;

/** What users say of themselves. Both are null once they are erased. */
record Profile(@Nullable String name, @Nullable String image) {

    Profile after(UpdateProfile update) {
        return new Profile(
                update.name() == null ? name : update.name(), update.changesImage() ? update.image() : image);
    }
}

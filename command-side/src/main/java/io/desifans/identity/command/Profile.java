package io.desifans.identity.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.UserEvent.UserProfileUpdated;
import io.desifans.identity.command.UserCommand.UpdateProfile;
import org.jspecify.annotations.Nullable;

/** What users say of themselves. Both are null once they are erased. */
record Profile(@Nullable String name, @Nullable String image) {

    void update(UpdateProfile c) {
        Profile next = new Profile(c.name() == null ? name : c.name(), c.changesImage() ? c.image() : image);
        if (!next.equals(this)) apply(new UserProfileUpdated(c.userId(), next.name, next.image));
    }
}

package io.desifans.command;

import io.desifans.DerivedId;
import java.util.UUID;

/** The keys of persons. A command handler takes it as a parameter; what it asks for is stored with its own events. */
public final class Keys {

    /** Decides that the person's key is destroyed; a process does it as soon as the decision is stored. */
    public void destroy(String personId) {
        UUID keyId = DerivedId.of("Key", personId);
        Alongside.ask(keyId, Key.class, Key::new, key -> key.destroy(keyId, personId));
    }
}

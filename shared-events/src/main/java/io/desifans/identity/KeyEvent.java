package io.desifans.identity;

import io.desifans.Event;
import io.desifans.Person;
import java.util.UUID;

/** What happens to the key under which a person's data are sealed. */
public sealed interface KeyEvent extends Event {

    UUID keyId();

    /** The key is destroyed for good: whatever was sealed under it reads as erased. */
    record KeyDestroyed(UUID keyId, @Person String personId) implements KeyEvent {}
}

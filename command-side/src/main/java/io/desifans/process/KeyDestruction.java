package io.desifans.process;

import io.desifans.Event;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Destroys every key that was decided to be destroyed. After the keys were restored from a backup, deleting the row
 * {@code key-destruction} from {@code event_store.token} makes it go through the whole log again.
 */
@Component
final class KeyDestruction extends Process {

    private final PersonKeys keys;

    KeyDestruction(PersonKeys keys) {
        super("key-destruction");
        this.keys = keys;
    }

    @Override
    protected boolean concerns(Event event) {
        return event instanceof KeyDestroyed;
    }

    @Override
    protected void on(Event event, EventMessage<?> message) {
        if (event instanceof KeyDestroyed destroyed) keys.destroy(destroyed.keyId());
    }
}

package io.desifans.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.identity.KeyEvent;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The key under which one person's data are sealed: there until it is destroyed for good. */
@Aggregate
class Key {

    @AggregateIdentifier
    private @Nullable UUID id;

    private boolean destroyed;

    void destroy(UUID keyId, String personId) {
        if (!destroyed) apply(new KeyDestroyed(keyId, personId));
    }

    @EventSourcingHandler
    void evolve(KeyEvent event) {
        switch (event) {
            case KeyDestroyed e -> {
                id = e.keyId();
                destroyed = true;
            }
        }
    }
}

package io.desifans.process;

import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.LogToken;
import io.desifans.eventstore.PersonKeys;
import io.desifans.identity.KeyEvent.KeyDestroyed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Destroys every key that was decided to be destroyed. After the keys were restored from a backup, deleting the row
 * {@code key-destruction} from {@code event_store.token} makes it go through the whole log again.
 */
@Component
final class KeyDestruction implements LogFollower.Handler, SmartLifecycle {

    private static final String NAME = "key-destruction";
    private static final LogToken TOKEN = new LogToken(NAME);

    private final PersonKeys keys;
    private final DataSource database;
    private final EventStore log;
    private @Nullable LogFollower follower;

    KeyDestruction(EventStore log, PersonKeys keys, DataSource database) {
        this.log = log;
        this.keys = keys;
        this.database = database;
    }

    @Override
    public @Nullable LogPosition position() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return TOKEN.read(connection).orElse(null);
        }
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) throws SQLException {
        for (TrackedEventMessage<?> event : batch)
            if (event.getPayload() instanceof KeyDestroyed destroyed) keys.destroy(destroyed.keyId());
        try (Connection connection = database.getConnection()) {
            TOKEN.write(connection, (LogPosition) batch.getLast().trackingToken());
        }
    }

    @Override
    public synchronized void start() {
        follower = new LogFollower(NAME, log, this);
        follower.start();
    }

    @Override
    public synchronized void stop() {
        if (follower != null) follower.close();
        follower = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return follower != null && follower.running();
    }
}

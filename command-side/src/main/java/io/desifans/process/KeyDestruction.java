package io.desifans.process;

import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
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
        try (Connection connection = database.getConnection();
                var select = connection.prepareStatement("select epoch, seq from event_store.token where name = ?")) {
            select.setString(1, NAME);
            try (var rows = select.executeQuery()) {
                return rows.next() ? new LogPosition(rows.getInt(1), rows.getLong(2)) : null;
            }
        }
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) throws SQLException {
        for (TrackedEventMessage<?> event : batch)
            if (event.getPayload() instanceof KeyDestroyed destroyed) keys.destroy(destroyed.keyId());
        store((LogPosition) batch.getLast().trackingToken());
    }

    private void store(LogPosition position) throws SQLException {
        String sql = """
                insert into event_store.token (name, epoch, seq) values (?, ?, ?)
                on conflict (name) do update set epoch = excluded.epoch, seq = excluded.seq""";
        try (Connection connection = database.getConnection();
                var upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, NAME);
            upsert.setInt(2, position.epoch());
            upsert.setLong(3, position.seq());
            upsert.executeUpdate();
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

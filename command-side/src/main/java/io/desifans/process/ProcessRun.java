package io.desifans.process;

import io.desifans.Event;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.LogToken;
import io.desifans.eventstore.OnOneNode;
import io.desifans.eventstore.PassedPositions;
import io.micrometer.observation.ObservationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** A process while this node runs it. Its token moves only over what is done. */
final class ProcessRun implements LogFollower.Handler, OnOneNode.Run {

    private final Process process;
    private final DataSource database;
    private final LogToken token;
    private final LogFollower follower;
    private final PassedPositions positions;
    private final ObservationRegistry observations;
    private volatile boolean released;

    ProcessRun(
            Process process,
            EventLog log,
            DataSource database,
            PassedPositions positions,
            ObservationRegistry observations) {
        this.positions = positions;
        this.observations = observations;
        this.process = process;
        this.database = database;
        this.token = new LogToken(process.name());
        this.follower = LogFollower.unhurried(process.name(), log, this);
        follower.start();
    }

    /** No further event is begun. */
    @Override
    public void release() {
        released = true;
    }

    /** Waits for what has been begun. */
    @Override
    public void close() {
        release();
        follower.close();
    }

    @Override
    public @Nullable LogPosition position() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return token.read(connection).orElse(null);
        }
    }

    @Override
    public void handle(List<TrackedEventMessage<?>> batch) throws Exception {
        List<TrackedEventMessage<?>> together = new ArrayList<>();
        LogPosition done = null;
        boolean worked = false;
        try {
            for (TrackedEventMessage<?> event : batch) {
                if (process.concerns((Event) event.getPayload())) together.add(event);
                if (together.size() < process.atOnce() && event != batch.getLast()) continue;
                if (released) return;
                worked |= !together.isEmpty();
                process.onAll(together, observations);
                together.clear();
                done = (LogPosition) event.trackingToken();
            }
        } finally {
            if (worked && done != null) store(done);
            else if (done != null) positions.passed(process.name(), done);
        }
    }

    private void store(LogPosition done) throws SQLException {
        try (Connection connection = database.getConnection()) {
            token.write(connection, done);
        }
    }
}

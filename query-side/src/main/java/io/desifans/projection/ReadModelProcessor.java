package io.desifans.projection;

import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.OnOneNode;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the read model's processor as long as the application runs, unless another node does: then this one waits to take
 * over. It starts before requests come and ends after them.
 */
final class ReadModelProcessor implements SmartLifecycle {

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final LogFollower.Handler readModels;
    private final DataSource database;
    private @Nullable OnOneNode runs;
    private volatile @Nullable LogFollower follower;

    ReadModelProcessor(
            StreamableMessageSource<TrackedEventMessage<?>> log, LogFollower.Handler readModels, DataSource database) {
        this.log = log;
        this.readModels = readModels;
        this.database = database;
    }

    @Override
    public synchronized void start() {
        runs = new OnOneNode("read-model-owner", Map.of(ProcessorToken.NAME, own -> new Owned()), database, 0);
    }

    /** Ends after the batch at hand. */
    @Override
    public synchronized void stop() {
        if (runs != null) runs.close();
        runs = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return runs != null && runs.running();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** Why it stands still; null if it does not, or if another node runs it. */
    @Nullable
    Throwable failure() {
        LogFollower running = follower;
        return running == null ? null : running.failure();
    }

    /**
     * The processor while it is this node's. Should two nodes take it for theirs for a moment, the lock on the stored
     * position lets one of them write at a time, and what is stored is not done again.
     */
    private final class Owned implements OnOneNode.Run {

        private final LogFollower running = new LogFollower(ProcessorToken.NAME, log, readModels);

        Owned() {
            running.start();
            follower = running;
        }

        @Override
        public void release() {
            follower = null;
        }

        @Override
        public void close() {
            running.close();
        }
    }
}

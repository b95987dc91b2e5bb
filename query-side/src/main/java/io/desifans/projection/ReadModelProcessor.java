package io.desifans.projection;

import io.desifans.eventstore.LogFollower;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the read model's processor as long as the application runs; it starts before requests come and ends after them. */
final class ReadModelProcessor implements SmartLifecycle {

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final ReadModels readModels;
    private volatile @Nullable LogFollower follower;

    ReadModelProcessor(StreamableMessageSource<TrackedEventMessage<?>> log, ReadModels readModels) {
        this.log = log;
        this.readModels = readModels;
    }

    @Override
    public void start() {
        LogFollower started = new LogFollower(ProcessorToken.NAME, log, readModels);
        started.start();
        follower = started;
    }

    /** Ends after the batch at hand. */
    @Override
    public void stop() {
        LogFollower running = follower;
        follower = null;
        if (running != null) running.close();
    }

    @Override
    public boolean isRunning() {
        LogFollower running = follower;
        return running != null && running.running();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** Why it stands still; null if it does not. */
    @Nullable
    Throwable failure() {
        LogFollower running = follower;
        return running == null ? null : running.failure();
    }
}

package io.desifans.web;

import io.desifans.eventstore.Flow;
import io.desifans.eventstore.LogFollower;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Makes the work of a follower part of the traces of all flows that it works for; only where traces are sent somewhere. */
public final class Traced {

    private final ObservationRegistry observations;
    private final boolean sent;

    Traced(ObservationRegistry observations, boolean sent) {
        this.observations = observations;
        this.sent = sent;
    }

    /** The same handler, traced. */
    public LogFollower.Handler batches(String follower, LogFollower.Handler handler) {
        if (!sent) return handler;
        return new LogFollower.Handler() {
            @Override
            public @Nullable TrackingToken position() throws Exception {
                return handler.position();
            }

            @Override
            public void handle(List<TrackedEventMessage<?>> batch) throws Exception {
                try (Flow.Begun steps = Flow.begin(observations, follower, batch)) {
                    handler.handle(batch);
                }
            }
        };
    }
}

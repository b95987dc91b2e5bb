package io.desifans.eventstore;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** A named thread that hands a handler the events of the log in order, and repeats what failed until it is done. */
public final class LogFollower implements AutoCloseable {

    /** What is done with the events. */
    public interface Handler {

        /** Up to where the work is stored; asked at the start and after each failure. Null for the whole log. */
        @Nullable
        TrackingToken position() throws Exception;

        /**
         * Does the work for at most 500 events and stores with it how far it has come. If it throws, the reader asks for
         * the {@link #position} again and goes on from there.
         */
        void handle(List<TrackedEventMessage<?>> batch) throws Exception;
    }

    public LogFollower(String name, StreamableMessageSource<TrackedEventMessage<?>> log, Handler handler) {}

    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Whether the thread is alive; it may be {@linkplain #failure failing}. */
    public boolean running() {
        return false;
    }

    /** Why the last attempt failed; null if it did not. */
    public @Nullable Throwable failure() {
        return null;
    }

    /** Ends the thread after the batch at hand. */
    @Override
    public void close() {}
}

package io.desifans.eventstore;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One reader's way along the log in Axon Server, which sends what is stored. */
final class AxonServerStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE = 500;

    private final AxonServerEventStorageEngine engine;
    private final EventStream source;

    /** What was received and is not handed out. */
    private final Deque<StoredEvent> received = new ArrayDeque<>();

    private @Nullable Iterator<TrackedEventMessage<?>> readable;
    private @Nullable TrackedEventMessage<?> next;
    private volatile boolean closed;

    AxonServerStream(AxonServerEventStorageEngine engine, LogPosition after) {
        this.engine = engine;
        this.source = engine.open(after);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        try {
            return fill(0) ? Optional.ofNullable(next) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        return fill(unit.toMillis(timeout));
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!fill(1_000)) if (closed) throw new NoSuchElementException("the stream is closed");
        TrackedEventMessage<?> event = next;
        if (event == null || !(event.trackingToken() instanceof LogPosition position))
            throw new IllegalStateException("an upcaster has taken the position away");
        next = null;
        StoredEvent stored = received.remove();
        while (!stored.position().equals(position)) stored = received.remove();
        return new UnlistedEvent<>(event, stored);
    }

    /** Makes the next event ready. After a failure it is tried again from the first event that was not handed out. */
    private boolean fill(long millis) throws InterruptedException {
        while (next == null) {
            if (received.isEmpty() && !receive(millis)) return false;
            Iterator<TrackedEventMessage<?>> events = readable;
            if (events == null)
                readable =
                        events = engine.messages(List.copyOf(received).stream()).iterator();
            try {
                if (events.hasNext()) {
                    next = events.next();
                } else {
                    received.clear();
                    readable = null;
                }
            } catch (RuntimeException e) {
                readable = null;
                throw e;
            }
        }
        return true;
    }

    private boolean receive(long millis) throws InterruptedException {
        readable = null;
        EventWithToken event =
                millis == 0 ? source.nextIfAvailable() : source.nextIfAvailable(millis, TimeUnit.MILLISECONDS);
        if (event == null && source.isClosed() && !closed) throw AxonServerEventStorageEngine.ended(source);
        for (; event != null; event = received.size() < PAGE ? source.nextIfAvailable() : null)
            received.add(AxonServerEventStorageEngine.stored(event));
        return !received.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }
}

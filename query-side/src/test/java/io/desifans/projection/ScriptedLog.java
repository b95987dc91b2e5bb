package io.desifans.projection;

import io.desifans.eventstore.LogPosition;
import io.desifans.projection.Scripted.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** A log in memory. Its numbers have holes, as a real one's do. */
final class ScriptedLog implements StreamableMessageSource<TrackedEventMessage<?>> {

    final List<TrackedEventMessage<?>> events = new ArrayList<>();

    /** Done when someone asks where the log ends. */
    Callable<Void> whenHeadIsAsked = () -> null;

    /** @param id what the event is about, and the id of its aggregate */
    synchronized ScriptedLog add(String id, Consumer<RowChanges> script) {
        return add(new Step(id, script));
    }

    synchronized ScriptedLog add(Scripted event) {
        long seq = events.isEmpty() ? 1 : last().seq() + (events.size() % 5 == 0 ? 3 : 1);
        events.add(Scripted.at(seq, event));
        return this;
    }

    synchronized LogPosition last() {
        return ProjectedEvent.position(events.getLast());
    }

    synchronized List<TrackedEventMessage<?>> after(LogPosition position, int atMost) {
        return events.stream()
                .filter(event -> ProjectedEvent.position(event).compareTo(position) > 0)
                .limit(atMost)
                .toList();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        List<TrackedEventMessage<?>> left =
                new ArrayList<>(after(token == null ? LogPosition.START : (LogPosition) token, Integer.MAX_VALUE));
        return new BlockingStream<>() {

            private int next;

            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return next < left.size() ? Optional.of(left.get(next)) : Optional.empty();
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                return next < left.size();
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() {
                return left.get(next++);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public LogPosition createTailToken() {
        return LogPosition.START;
    }

    @Override
    public LogPosition createHeadToken() {
        try {
            whenHeadIsAsked.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return events.isEmpty() ? LogPosition.START : last();
    }

    @Override
    public LogPosition createTokenAt(Instant dateTime) {
        throw new UnsupportedOperationException();
    }
}

package io.desifans.process;

import io.desifans.Event;
import io.desifans.eventstore.Flow;
import io.desifans.web.Rejected;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.EventMessage;

/**
 * Event in, command out. It follows the whole log from its beginning, on one node at a time, and keeps no state: whatever
 * it does may be done again after a crash, so it must be harmless to repeat.
 */
public abstract class Process {

    private final String name;
    private final int atOnce;

    /** @param name of its token and of whoever sends its commands; fixed for good */
    protected Process(String name) {
        this(name, 1);
    }

    /** @param atOnce how many events it does at once, on threads of their own, before the next ones are begun */
    protected Process(String name, int atOnce) {
        this.name = name;
        this.atOnce = atOnce;
    }

    public final String name() {
        return name;
    }

    /** Whether there is anything to do about such an event. */
    protected abstract boolean concerns(Event event);

    /**
     * Does what follows from an event that concerns it. Where this throws it is called again, after a pause, until it
     * returns: no event is passed over. What the domain refuses is an outcome, not a failure.
     *
     * @param message the event with its id, its time and its metadata
     */
    protected abstract void on(Event event, EventMessage<?> message) throws Exception;

    /** For what cannot be refused unless there is a fault of ours: then it stands still, rather than lose it. */
    protected static void mustBeDone(Optional<Rejected> refusal) {
        if (refusal.isPresent()) throw refusal.get();
    }

    final int atOnce() {
        return atOnce;
    }

    private void follow(EventMessage<?> message, ObservationRegistry observations) throws Exception {
        Flow.follow(observations, name, message, () -> on((Event) message.getPayload(), message));
    }

    /** Answers when all are done; fails when all have ended and one has failed. */
    final void onAll(List<? extends EventMessage<?>> messages, ObservationRegistry observations) throws Exception {
        if (messages.size() <= 1) {
            for (EventMessage<?> message : messages) follow(message, observations);
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (EventMessage<?> message : messages)
                calls.add(() -> {
                    follow(message, observations);
                    return null;
                });
            for (Future<Void> ended : threads.invokeAll(calls)) ended.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

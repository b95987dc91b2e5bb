package io.desifans.eventstore;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The processor that comes with Axon on two segments, in a process that ends and begins anew. */
final class StockProcessor {

    private static final String NAME = "read-models";
    private static final int SEGMENTS = 2;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private final EventStore store;
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final List<Place> delivered = new CopyOnWriteArrayList<>();

    StockProcessor(EventStore store) {
        this.store = store;
    }

    List<Place> delivered() {
        return delivered;
    }

    /** Of the two, the segment to which the policy gives all events. */
    static int segment(SequencingPolicy<Object> policy) {
        return Objects.hashCode(policy.getSequenceIdentifierFor("any")) & SEGMENTS - 1;
    }

    /** The stock policy as another process has it: its one constant is an object without a hash code of its own. */
    static SequencingPolicy<Object> sequentialAfterRestart(int wantedSegment) throws ReflectiveOperationException {
        SequencingPolicy<Object> policy;
        do policy = sequentialInNewProcess();
        while (segment(policy) != wantedSegment);
        return policy;
    }

    /** One process, until these segments have come to the end of the log; from that many events on the handler fails. */
    void run(SequencingPolicy<Object> policy, int handled, List<Integer> segments) {
        TrackingToken end = store.createHeadToken();
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(SEGMENTS + 1);
        PooledStreamingEventProcessor processor = processor(policy, handled, threads);
        processor.start();
        long since = System.nanoTime();
        while (!segments.stream().allMatch(segment -> isAt(end, segment))) {
            if (System.nanoTime() - since > LONGEST_RUN.toNanos()) throw new IllegalStateException("not at the end");
            LockSupport.parkNanos(5_000_000);
        }
        processor.shutDown();
        threads.shutdownNow();
    }

    private boolean isAt(TrackingToken end, int segment) {
        if (tokens.fetchSegments(NAME).length < SEGMENTS) return false;
        TrackingToken token = tokens.fetchToken(NAME, segment);
        return token != null && token.covers(end);
    }

    private PooledStreamingEventProcessor processor(
            SequencingPolicy<Object> policy, int handled, ScheduledExecutorService threads) {
        EventMessageHandler handler = event -> {
            if (delivered.size() >= handled) throw new HandlerFails();
            return delivered.add(place(event));
        };
        return PooledStreamingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .sequencingPolicy(policy)
                        .build())
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(SEGMENTS)
                .initialToken(source -> source.createTailToken())
                .claimExtensionThreshold(5)
                .build();
    }

    private static Place place(EventMessage<?> event) {
        DomainEventMessage<?> message = (DomainEventMessage<?>) event;
        return new Place(message.getAggregateIdentifier(), message.getSequenceNumber());
    }

    @SuppressWarnings("unchecked")
    private static SequencingPolicy<Object> sequentialInNewProcess() throws ReflectiveOperationException {
        Class<?> loaded = new Reloading().loadClass(SequentialPolicy.class.getName());
        return (SequencingPolicy<Object>) loaded.getConstructor().newInstance();
    }

    /** Without a trace: it is thrown again and again. */
    private static final class HandlerFails extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HandlerFails() {
            super("the handler fails", null, false, false);
        }
    }

    /** Knows the policy's class for itself, so that its constants are new ones. */
    private static final class Reloading extends ClassLoader {

        Reloading() {
            super(SequentialPolicy.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(SequentialPolicy.class.getName())) return super.loadClass(name, resolve);
            try (InputStream code = SequentialPolicy.class.getResourceAsStream("SequentialPolicy.class")) {
                byte[] bytes = Objects.requireNonNull(code).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

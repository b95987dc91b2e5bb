package io.desifans.command;

import io.desifans.eventstore.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Takes snapshots on a thread of its own, one after the other, each aggregate once at a time. When too many wait, or one
 * fails, that one is left out: the next command that reads many events asks again.
 */
final class Snapshotting implements Snapshotter, AutoCloseable {

    private static final int WAITING = 1000;
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Taker taker;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Snapshotting::named);

    Snapshotting(Configuration axon, ApplicationContext beans) {
        this.taker = new Taker(axon);
        taker.setApplicationContext(beans);
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "snapshots");
        thread.setDaemon(true);
        return thread;
    }

    /** After the commit, so that what the command has just decided is in it. */
    @Override
    public void scheduleSnapshot(Class<?> aggregate, String id) {
        if (CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().phase().isBefore(UnitOfWork.Phase.COMMIT))
            CurrentUnitOfWork.get().afterCommit(done -> begin(aggregate, id));
        else begin(aggregate, id);
    }

    private void begin(Class<?> aggregate, String id) {
        if (!inHand.add(id)) return;
        try {
            thread.execute(() -> take(aggregate, id));
        } catch (RejectedExecutionException tooManyOrAtTheEnd) {
            inHand.remove(id);
        }
    }

    private void take(Class<?> aggregate, String id) {
        try {
            taker.scheduleSnapshot(aggregate, id);
        } finally {
            inHand.remove(id);
        }
    }

    /** What is begun is finished if that does not take long. */
    @Override
    public void close() throws InterruptedException {
        thread.getQueue().clear();
        thread.shutdown();
        if (!thread.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) thread.shutdownNow();
    }

    /** Loads an aggregate as a command would, on the thread that calls it, and says whom its state is about. */
    private static final class Taker extends SpringAggregateSnapshotter {

        Taker(Configuration axon) {
            super(builderFor(axon));
        }

        private static Builder builderFor(Configuration axon) {
            Builder builder = SpringAggregateSnapshotter.builder();
            builder.eventStore(axon.eventStore());
            builder.repositoryProvider(axon::repository);
            builder.parameterResolverFactory(axon.parameterResolverFactory());
            builder.handlerDefinition(axon.handlerDefinition(Snapshotting.class));
            return builder;
        }

        @Override
        protected @Nullable DomainEventMessage<?> createSnapshot(Class<?> type, String id, DomainEventStream stream) {
            List<? extends DomainEventMessage<?>> history = stream.asStream().toList();
            DomainEventMessage<?> snapshot = super.createSnapshot(type, id, DomainEventStream.of(history));
            return snapshot == null ? null : Snapshots.of(snapshot.getPayload(), history);
        }
    }
}

package io.desifans.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final int BATCH = 500;
    private static final int LONGEST_WAIT_SECONDS = 1;

    /** Between batches: what is stored meanwhile wakes nobody, and is done together. */
    private static final long REST_MILLIS = 1;

    private static final long UNHURRIED_REST_MILLIS = 20;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long BETWEEN_COMPLAINTS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Handler handler;
    private final Thread thread;
    private final long restMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable BlockingStream<TrackedEventMessage<?>> stream;
    private volatile @Nullable Throwable failure;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private long mayComplainAtNanos = System.nanoTime();

    public LogFollower(String name, StreamableMessageSource<TrackedEventMessage<?>> log, Handler handler) {
        this(name, log, handler, REST_MILLIS);
    }

    /** One whose work nobody waits for: it does not take the processors from those whose work somebody does. */
    public static LogFollower unhurried(String name, EventLog log, Handler handler) {
        return new LogFollower(name, log.unhurried(), handler, UNHURRIED_REST_MILLIS);
    }

    private LogFollower(
            String name, StreamableMessageSource<TrackedEventMessage<?>> log, Handler handler, long restMillis) {
        this.restMillis = restMillis;
        this.name = name;
        this.log = log;
        this.handler = handler;
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether the thread is alive; it may be {@linkplain #failure failing}. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Why the last attempt failed; null if it did not. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Ends the thread after the batch at hand. */
    @Override
    public void close() {
        stopped.countDown();
        BlockingStream<TrackedEventMessage<?>> open = stream;
        if (open != null) open.close();
        if (Thread.currentThread() == thread) return;
        try {
            if (!thread.join(Duration.ofSeconds(10))) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (goesOn()) {
            try {
                follow();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // Any error, a full stack in a handler included: the thread must neither die nor skip.
                failed(e);
            }
        }
    }

    /** Whoever is far behind reads the next batch while one is handled. */
    private void follow() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> open = log.openStream(handler.position());
                ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor()) {
            stream = open;
            List<TrackedEventMessage<?>> batch = next(open);
            while (goesOn()) {
                boolean behind = batch.size() == BATCH;
                Future<List<TrackedEventMessage<?>>> more = behind ? ahead.submit(() -> next(open)) : null;
                if (!batch.isEmpty()) handle(batch);
                failure = null;
                pauseMillis = FIRST_PAUSE_MILLIS;
                if (!batch.isEmpty() && !behind) rest();
                batch = more == null ? next(open) : read(more);
            }
        } finally {
            stream = null;
        }
    }

    private static List<TrackedEventMessage<?>> read(Future<List<TrackedEventMessage<?>>> ahead) throws Exception {
        try {
            return ahead.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void handle(List<TrackedEventMessage<?>> batch) throws Exception {
        long begin = System.nanoTime();
        handler.handle(batch);
        LogMeters.followed(name, batch.size(), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** An event that cannot be read does not hold up those before it: it fails when it is the first. */
    private List<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> open) throws InterruptedException {
        List<TrackedEventMessage<?>> batch = new ArrayList<>();
        if (!open.hasNextAvailable(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) return batch;
        batch.add(open.nextAvailable());
        try {
            while (batch.size() < BATCH && open.hasNextAvailable()) batch.add(open.nextAvailable());
        } catch (RuntimeException e) {
            LOG.debug("{} hands on the {} events before one that cannot be read", name, batch.size());
        }
        return batch;
    }

    private void rest() throws InterruptedException {
        stopped.await(restMillis, TimeUnit.MILLISECONDS);
    }

    private boolean goesOn() {
        return stopped.getCount() > 0;
    }

    private void failed(Throwable e) {
        if (!goesOn()) return;
        failure = e;
        if (System.nanoTime() - mayComplainAtNanos >= 0) {
            mayComplainAtNanos = System.nanoTime() + BETWEEN_COMPLAINTS_NANOS;
            if (TransientFailure.is(e)) LOG.warn("{} waits and repeats: {}", name, anatomy(e));
            else LOG.error("{} stands still and repeats: {}", name, anatomy(e));
        }
        try {
            if (!stopped.await(pauseMillis, TimeUnit.MILLISECONDS))
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            stopped.countDown();
        }
    }

    /** Kinds and places only: a message may quote what an event holds. */
    private static String anatomy(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            if (depth > 0) text.append(" because of ");
            text.append(cause.getClass().getName());
            if (cause.getStackTrace().length > 0) text.append(" at ").append(cause.getStackTrace()[0]);
        }
        String state = TransientFailure.sqlState(failure);
        return state.isEmpty() ? text.toString() : text + " (SQL state " + state + ")";
    }
}

package io.desifans.command;

import io.desifans.eventstore.OnOneNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into an outbox again and again while this node is the one that delivers, and clears away what has ended. */
public final class OutboxDelivery implements OnOneNode.Run {

    /** How many are delivered before it is looked whether to go on. */
    public static final int AT_ONCE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDelivery.class);
    private static final long BETWEEN_LOOKS_MILLIS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_PAUSE_DOUBLINGS = 9;
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    /** What is delivered in one go. */
    public interface Part {

        /**
         * Delivers what is due, {@value OutboxDelivery#AT_ONCE} at most.
         *
         * @param released tells whether nothing further is to be begun
         * @return whether there may be more at once
         */
        boolean deliver(BooleanSupplier released);
    }

    private final String name;
    private final Part part;
    private final Runnable sweep;
    private final Duration longestEnd;
    private final Clock clock;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private Instant swept = Instant.EPOCH;

    /**
     * Begins.
     *
     * @param name of the thread
     * @param sweep clears away what has ended, each ten minutes
     * @param longestEnd for how long the end of what has been begun is waited for
     */
    public OutboxDelivery(String name, Part part, Runnable sweep, Duration longestEnd, Clock clock) {
        this.name = name;
        this.part = part;
        this.sweep = sweep;
        this.longestEnd = longestEnd;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
    }

    /** How long to wait after so many failures: from a second to eight and a half minutes. */
    public static Duration pauseAfter(int failures) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(failures, LONGEST_PAUSE_DOUBLINGS));
    }

    @Override
    public void release() {
        end.countDown();
    }

    @Override
    public void close() {
        release();
        try {
            if (!thread.join(longestEnd))
                LOG.warn("{} takes long; what it sends is left to itself and may be sent twice", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                try {
                    while (!isReleased() && deliverDue()) LOG.debug("There may be more");
                } catch (RuntimeException e) {
                    LOG.warn("{} waits ({})", name, e.getClass().getSimpleName());
                }
            } while (!end.await(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReleased() {
        return end.getCount() == 0;
    }

    private boolean deliverDue() {
        Instant now = clock.instant();
        if (!now.isBefore(swept.plus(BETWEEN_SWEEPS))) {
            swept = now;
            sweep.run();
        }
        return part.deliver(this::isReleased);
    }
}

package io.desifans.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is to be done later, in the simulated time: when that time comes or when the clock is moved past it. */
final class Agenda implements AutoCloseable {

    private record Entry(Instant due, long number, Runnable task) {}

    private final SimulatedClock clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread ticker = new Thread(this::tick, "agenda");
    private final ReentrantLock oneMoveAtATime = new ReentrantLock();
    private long entered;
    private int running;

    Agenda(SimulatedClock clock) {
        this.clock = clock;
        ticker.setDaemon(true);
        ticker.start();
    }

    synchronized void in(Duration delay, Runnable task) {
        entries.add(new Entry(clock.instant().plus(delay), entered++, task));
        notifyAll();
    }

    /** Moves the clock and stops at everything that comes due on the way; when it returns, all of that is done. */
    void advance(Duration by) throws InterruptedException {
        oneMoveAtATime.lockInterruptibly();
        try {
            advanceTo(clock.ahead().plus(by));
        } finally {
            oneMoveAtATime.unlock();
        }
    }

    private synchronized void advanceTo(Duration ahead) throws InterruptedException {
        while (true) {
            startWhatIsDue();
            Entry next = entries.peek();
            if (running > 0) {
                wait();
            } else if (next != null && clock.reaches(next.due, ahead)) {
                clock.moveTo(next.due);
            } else {
                clock.moveAhead(ahead);
                return;
            }
        }
    }

    private synchronized void tick() {
        try {
            while (true) {
                startWhatIsDue();
                waitFor(entries.peek());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void waitFor(@Nullable Entry next) throws InterruptedException {
        if (next == null) wait();
        else wait(Math.max(1, Duration.between(clock.instant(), next.due).toMillis()));
    }

    private synchronized void startWhatIsDue() {
        Instant now = clock.instant();
        while (!entries.isEmpty() && !entries.element().due.isAfter(now)) {
            Runnable task = entries.remove().task;
            running++;
            workers.execute(() -> run(task));
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                running--;
                notifyAll();
            }
        }
    }

    @Override
    public void close() {
        ticker.interrupt();
        workers.shutdownNow();
    }
}

package io.desifans.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Work that is due at fixed times, however long the work before it takes. */
final class FixedRate {

    private FixedRate() {}

    /**
     * Milliseconds from when each piece was due until it was done, so that a piece that had to wait for a thread is no
     * faster for it; one that fails fails all.
     *
     * @param work is told which thread does it, from 0
     */
    static List<Double> millis(int threads, double perSecond, int seconds, IntConsumer work)
            throws InterruptedException {
        long pieces = Math.round(perSecond * seconds);
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime() + 10_000_000;
        List<Double> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Double>>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                parts.add(pool.submit(() -> {
                    List<Double> times = new ArrayList<>();
                    for (long i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                        long due = begin + Math.round(i * 1e9 / perSecond);
                        for (long left; (left = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
                        work.accept(number);
                        times.add((System.nanoTime() - due) / 1e6);
                    }
                    return times;
                }));
            }
            for (Future<List<Double>> part : parts) all.addAll(part.get());
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

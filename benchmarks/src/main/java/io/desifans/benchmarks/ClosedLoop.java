package io.desifans.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Threads that each begin the next piece of work as soon as the last one is done. */
final class ClosedLoop {

    private ClosedLoop() {}

    /**
     * Pieces done per second; one that fails fails all.
     *
     * @param work is told which thread does it, from 0
     */
    static double perSecond(int threads, int seconds, IntConsumer work) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                counts.add(pool.submit(() -> until(end, () -> work.accept(number))));
            }
            long done = 0;
            for (Future<Integer> count : counts) done += count.get();
            return done * 1e9 / (System.nanoTime() - begin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static int until(long end, Runnable work) {
        int done = 0;
        for (; System.nanoTime() < end; done++) work.run();
        return done;
    }
}

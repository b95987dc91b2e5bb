package io.desifans.projection;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that several threads do at once, and whose results one thread takes in order. Few results wait at a time. */
final class PipelinedPages {

    /** Takes the results, one after the other. */
    interface Taker<T> {
        void take(T result) throws SQLException;
    }

    private PipelinedPages() {}

    /**
     * Does all of it, or as much as comes before the first failure.
     *
     * @param ahead how many pieces of work may be begun before the result of the first of them is taken
     * @throws CancellationException if the thread is interrupted
     */
    static <T> void inOrder(int threads, int ahead, Iterator<? extends Callable<T>> work, Taker<T> taker)
            throws SQLException {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("pages-", 0).factory())) {
            try {
                Deque<Future<T>> begun = new ArrayDeque<>();
                do {
                    while (begun.size() < ahead && work.hasNext()) begun.add(workers.submit(work.next()));
                    if (Thread.currentThread().isInterrupted()) throw interrupted();
                    if (!begun.isEmpty()) taker.take(result(begun.remove()));
                } while (!begun.isEmpty());
            } finally {
                workers.shutdownNow();
            }
        }
    }

    private static <T> T result(Future<T> begun) throws SQLException {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) throw failure;
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error failure) throw failure;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    private static CancellationException interrupted() {
        return new CancellationException("interrupted while waiting for a page");
    }
}

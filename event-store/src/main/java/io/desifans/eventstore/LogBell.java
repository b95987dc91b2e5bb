package io.desifans.eventstore;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rings when something was appended, here or elsewhere, and wakes the readers that wait for it. Those who are in no hurry
 * wait for the echo: if all woke at once, they would take the processors from whoever is to answer the append.
 */
final class LogBell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Condition echoed = lock.newCondition();
    private volatile long rings;

    /** How often it has rung: whoever looks into the log remembers the number from before. */
    long rings() {
        return rings;
    }

    void ring() {
        lock.lock();
        try {
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What rang is a few milliseconds old. */
    void echo() {
        lock.lock();
        try {
            echoed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has rung more often than was heard, or the time is over. */
    void await(long heard, long nanos) throws InterruptedException {
        await(rung, heard, nanos);
    }

    /** The same, until the echo of that. */
    void awaitEcho(long heard, long nanos) throws InterruptedException {
        await(echoed, heard, nanos);
    }

    private void await(Condition wake, long heard, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (rings == heard && left > 0) left = wake.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }
}

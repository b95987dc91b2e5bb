package io.desifans.eventstore;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Rings when something was appended, here or elsewhere, and wakes the readers that wait for it. */
final class LogBell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
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

    /** Waits until it has rung more often than was heard, or the time is over. */
    void await(long heard, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (rings == heard && left > 0) left = rung.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }
}

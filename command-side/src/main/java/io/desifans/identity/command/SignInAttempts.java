package io.desifans.identity.command;

import io.desifans.web.Busy;
import io.desifans.web.Rate;
import io.desifans.web.RateLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Slows an account down for which too many wrong passwords were tried of late, wherever they came from. It is never
 * locked: whoever knows the password gets in, only later. Addresses of nobody are counted alike.
 */
final class SignInAttempts {

    private static final String FAILED = "failed-sign-in";

    /** More of them are told to come back: each holds a thread, if a cheap one. */
    private static final int MOST_WAITING = 200;

    private final RateLimits limits;
    private final Rate most;
    private final Duration delay;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    SignInAttempts(RateLimits limits, Rate most, Duration delay) {
        this.limits = limits;
        this.most = most;
        this.delay = delay;
    }

    /** Counts before the password is verified, so that many at once are not all the first. */
    boolean isRight(String email, BooleanSupplier password) {
        if (!limits.areOn()) return password.getAsBoolean();
        boolean slow = limits.count(FAILED, email, most).isOver();
        if (slow) delay();
        boolean wrong = false;
        try {
            wrong = !password.getAsBoolean();
        } finally {
            if (!slow && !wrong) limits.takeBack(FAILED, email);
        }
        return !wrong;
    }

    private void delay() {
        if (!places.tryAcquire()) throw new Busy();
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } finally {
            places.release();
        }
    }
}

package io.desifans.identity.command;

import io.desifans.web.Busy;
import io.desifans.web.Rejected;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes and verifies passwords, a few at a time: each takes 32 MiB and a good part of a second. It happens on threads of its
 * own, so that the request goes on where a hash has not just emptied the caches.
 */
final class Passwords {

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final String NOBODYS_SALT = "0".repeat(32);

    private final Semaphore slots;
    private final Duration patience;
    private final MeterRegistry meters;
    private final ExecutorService threads = Executors.newCachedThreadPool(Passwords::named);

    Passwords(int atOnce, Duration patience, MeterRegistry meters) {
        this.slots = new Semaphore(atOnce, true);
        this.patience = patience;
        this.meters = meters;
    }

    /** 400 for a password of fewer than 8 or more than 128 characters, counted as the clients count. */
    static void requireGood(String password) {
        if (password.isEmpty()) throw Rejected.invalid("INVALID_PASSWORD", "password", "Invalid password");
        requireLength("password", password);
    }

    /** The same of a field that takes the place of another password. */
    static void requireLength(String field, String password) {
        if (password.length() < MIN_LENGTH) throw Rejected.invalid("PASSWORD_TOO_SHORT", field, "Password too short");
        if (password.length() > MAX_LENGTH) throw Rejected.invalid("PASSWORD_TOO_LONG", field, "Password too long");
    }

    /** @param lastCheck what may spare the hash, once there is a slot for it */
    String hash(String password, Runnable lastCheck) {
        return inSlot(() -> {
            lastCheck.run();
            return PasswordHash.of(password);
        });
    }

    /** Takes as long for a user who is not there, so that the time tells nothing. */
    boolean matches(@Nullable String stored, String password) {
        if (stored != null && !PasswordHash.isWellFormed(stored)) {
            LOG.warn("A stored password hash is malformed; it matches no password.");
            return matches(null, password);
        }
        return inSlot(() -> {
            if (stored != null) return PasswordHash.matches(stored, password);
            PasswordHash.of(password, NOBODYS_SALT);
            return false;
        });
    }

    private <T> T inSlot(Callable<T> work) {
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) throw new Busy();
            return threads.submit(() -> released(work)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> T released(Callable<T> work) throws Exception {
        try {
            return meters.timer("desifans.password.hash").recordCallable(work);
        } finally {
            slots.release();
        }
    }

    private static Thread named(Runnable work) {
        return Thread.ofPlatform().name("passwords").daemon(true).unstarted(work);
    }
}

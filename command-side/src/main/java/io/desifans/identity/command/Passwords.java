package io.desifans.identity.command;

import io.desifans.web.Busy;
import io.desifans.web.Rejected;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hashes and verifies passwords, a few at a time: each takes 32 MiB and a good part of a second. */
final class Passwords {

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final String NOBODYS_SALT = "0".repeat(32);

    private final Semaphore slots;
    private final Duration patience;

    Passwords(int atOnce, Duration patience) {
        this.slots = new Semaphore(atOnce, true);
        this.patience = patience;
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

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) throw new Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}

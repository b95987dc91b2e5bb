package io.desifans.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One webhook on its way: its id stays, every attempt has a timestamp and a signature of its own. */
final class Delivery {

    enum State {
        PENDING,
        DELIVERED,
        GIVEN_UP
    }

    /**
     * @param at in the simulated time
     * @param timestamp of the header, in seconds
     * @param status absent if there was no answer
     */
    record Attempt(
            Instant at,
            long timestamp,
            String signature,
            @Nullable Integer status,
            @Nullable String error) {

        boolean isSuccess() {
            return status != null && status >= 200 && status < 300;
        }
    }

    /** As it is now. */
    record Snapshot(
            String id,
            String type,
            String paymentId,
            String state,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            List<Attempt> attempts,
            String body) {}

    final String id;

    /** Whoever holds it makes an attempt; so no two have the same timestamp. */
    final Lock turn = new ReentrantLock();

    private final String type;
    private final String paymentId;
    private final Instant createdAt;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Supplier<String> written;
    private String body;
    private State state = State.PENDING;
    private @Nullable Instant nextAttemptAt;

    /** @param written the body, as the object that it is about is whenever it is asked */
    Delivery(String id, String type, String paymentId, Supplier<String> written, Instant createdAt) {
        this.id = id;
        this.type = type;
        this.paymentId = paymentId;
        this.written = written;
        this.body = written.get();
        this.createdAt = createdAt;
    }

    synchronized String body() {
        return body;
    }

    /** As the object is now; further attempts have this body, too. */
    String renewed() {
        String newest = written.get();
        synchronized (this) {
            body = newest;
        }
        return newest;
    }

    synchronized boolean isPending() {
        return state == State.PENDING;
    }

    synchronized void nextAt(@Nullable Instant time) {
        nextAttemptAt = time;
        if (time == null && state == State.PENDING) state = State.GIVEN_UP;
    }

    synchronized void add(Attempt attempt) {
        attempts.add(attempt);
        if (!attempt.isSuccess()) return;
        state = State.DELIVERED;
        nextAttemptAt = null;
    }

    /** What the next attempt tells: the time on the wall, by which receivers judge it, but never that of another attempt. */
    synchronized long timestamp(Instant wall) {
        long last = attempts.isEmpty() ? 0 : attempts.getLast().timestamp();
        return Math.max(wall.getEpochSecond(), last + 1);
    }

    synchronized Snapshot snapshot() {
        String name = state.name().toLowerCase(Locale.ROOT);
        return new Snapshot(id, type, paymentId, name, createdAt, nextAttemptAt, List.copyOf(attempts), body);
    }
}

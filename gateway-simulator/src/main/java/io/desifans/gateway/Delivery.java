package io.desifans.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One webhook on its way: its id and body stay, every attempt has a timestamp and a signature of its own. */
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
    final String body;

    /** Whoever holds it makes an attempt; so no two have the same timestamp. */
    final Lock turn = new ReentrantLock();

    private final String type;
    private final String paymentId;
    private final Instant createdAt;
    private final List<Attempt> attempts = new ArrayList<>();
    private State state = State.PENDING;
    private @Nullable Instant nextAttemptAt;

    Delivery(String id, String type, String paymentId, String body, Instant createdAt) {
        this.id = id;
        this.type = type;
        this.paymentId = paymentId;
        this.body = body;
        this.createdAt = createdAt;
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

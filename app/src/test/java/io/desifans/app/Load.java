package io.desifans.app;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Clients that each write and read back what they wrote, again and again, through the doors in turn. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;

    /** So that what is started again gets its share of the machine. */
    private static final long PAUSE_NANOS = 20_000_000;

    /** Memberships whose creation was acknowledged: the clients' journal. */
    final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();

    /** What was answered with neither success nor a request to come again. */
    final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean ended;

    /** @param token of a creator */
    Load(List<String> doors, String token) {
        for (int i = 0; i < CLIENTS; i++) {
            String door = doors.get(i % doors.size());
            clients.add(Thread.ofPlatform().start(() -> {
                while (!ended) {
                    writeAndRead(new Api(door).bearer(token));
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }));
        }
    }

    private void writeAndRead(Api creator) {
        UUID id = UUID.randomUUID();
        var membership = Map.of("membershipId", id, "title", "Tier", "description", "d", "monthlyRecurringFee", 100);
        try {
            if (!isDone(creator.post("/api/v1/memberships", membership), 201)) return;
            acknowledged.add(id);
            for (int i = 0; i < 10; i++) if (isDone(creator.get("/api/v1/memberships/" + id), 200)) return;
            failures.add("never visible: " + id);
        } catch (UncheckedIOException e) {
            failures.add(e.toString());
        }
    }

    /** What nobody has taken, or what is not visible yet, asks the client to come again: nothing was promised. */
    private boolean isDone(Api.Answer answer, int expected) {
        if (answer.status() == expected) return true;
        if (!answer.response().body().contains("NOT_YET_VISIBLE"))
            failures.add(answer.status() + " " + answer.response().body());
        return false;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread client : clients) client.join();
    }
}

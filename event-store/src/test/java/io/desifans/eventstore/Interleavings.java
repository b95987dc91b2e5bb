package io.desifans.eventstore;

import io.desifans.eventstore.EngineUnderTest.Place;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.AxonException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Writers of every temper on one log, with readers beside them: some hold a transaction open for long, thousands of
 * others commit meanwhile, with old timestamps, rollbacks, conflicts, and writes before they load.
 */
final class Interleavings {

    /** Takes what has come since the last call; empty if there is nothing. */
    interface Reader {
        List<Place> next() throws Exception;
    }

    private static final int SCRIPTED_ROUNDS = 5;
    private static final int WRITERS = 8;
    private static final Duration LONGEST_CROWD = Duration.ofMinutes(2);
    private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(2);

    private final EngineUnderTest tested;
    private final long seed;
    private final Map<String, WatchedReader> readers = new LinkedHashMap<>();
    private final List<UUID> shared = new ArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger rollbacks = new AtomicInteger();
    private Duration heldFor = Duration.ZERO;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Interleavings(EngineUnderTest tested, long seed) {
        this.tested = tested;
        this.seed = seed;
        for (int i = 0; i < 20; i++) shared.add(EngineUnderTest.aggregate());
    }

    void read(String name, Reader reader) {
        readers.put(name, new WatchedReader(reader));
    }

    /**
     * Runs the writers, with three transactions held open so long and over so many commits of others, and tells what
     * each reader made of it.
     */
    Map<String, Delivery> run(Duration hold, int others) throws Exception {
        Place end = new Place(EngineUnderTest.aggregate().toString(), 0);
        List<Future<?>> reading = new ArrayList<>();
        for (WatchedReader reader : readers.values()) reading.add(threads.submit(() -> reader.readUntil(end)));
        for (int round = 0; round < SCRIPTED_ROUNDS; round++) {
            lateBesideOldTimestamp();
            writesBeforeItLoads();
            drawsAfterAnOlderTransaction();
        }
        crowd(hold, others);
        tested.engine().appendEvents(Noted.event(UUID.fromString(end.aggregateId()), 0));
        for (Future<?> reader : reading) reader.get(LONGEST_CATCH_UP.toSeconds(), TimeUnit.SECONDS);
        threads.shutdown();
        List<Place> stored = tested.stored();
        Map<String, Delivery> deliveries = new LinkedHashMap<>();
        readers.forEach((name, reader) -> deliveries.put(name, Delivery.of(stored, reader.delivered)));
        return deliveries;
    }

    int commits() {
        return commits.get();
    }

    String summary() {
        return commits.get() + " commits, " + rollbacks.get() + " rolled back, three transactions held for "
                + heldFor.toSeconds() + " s, seed " + seed;
    }

    private void lateBesideOldTimestamp() throws Exception {
        try (OpenTransaction late = new OpenTransaction(tested)) {
            late.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0));
            tested.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0, longAgo()));
            allReadersLookTwice();
            late.commit();
        }
        commits.addAndGet(2);
    }

    private void writesBeforeItLoads() throws Exception {
        UUID id = EngineUnderTest.aggregate();
        try (OpenTransaction early = new OpenTransaction(tested)) {
            early.writeSomething();
            tested.engine().appendEvents(Noted.event(id, 0));
            allReadersLookTwice();
            early.engine().appendEvents(Noted.event(id, nextIn(early.engine(), id)));
            early.commit();
        }
        commits.addAndGet(2);
    }

    /** The open writer's id lies above every completed one, the number behind its own is there already. */
    private void drawsAfterAnOlderTransaction() throws Exception {
        try (OpenTransaction older = new OpenTransaction(tested);
                OpenTransaction late = new OpenTransaction(tested)) {
            older.writeSomething();
            late.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0));
            older.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0));
            older.commit();
            allReadersLookTwice();
            late.commit();
        }
        commits.addAndGet(2);
    }

    private void allReadersLookTwice() {
        for (WatchedReader reader : readers.values()) {
            int looks = reader.looks.get();
            while (reader.looks.get() < looks + 3 && reader.isWell()) LockSupport.parkNanos(200_000);
        }
    }

    private void crowd(Duration hold, int others) throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        List<Future<?>> writing = new ArrayList<>();
        try (OpenTransaction late = new OpenTransaction(tested);
                OpenTransaction dropped = new OpenTransaction(tested);
                OpenTransaction early = new OpenTransaction(tested)) {
            late.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0, longAgo()));
            dropped.engine().appendEvents(Noted.event(EngineUnderTest.aggregate(), 0));
            early.writeSomething();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(seed + i);
                writing.add(threads.submit(() -> write(random, going)));
            }
            long since = System.nanoTime();
            while (System.nanoTime() - since < hold.toNanos() || commits.get() < others) {
                if (System.nanoTime() - since > hold.plus(LONGEST_CROWD).toNanos())
                    throw new IllegalStateException("no more than " + commits.get() + " commits");
                LockSupport.parkNanos(5_000_000);
            }
            heldFor = Duration.ofNanos(System.nanoTime() - since);
            late.commit();
            dropped.rollback();
            going.set(false);
            for (Future<?> writer : writing) writer.get(1, TimeUnit.MINUTES);
            for (UUID id : shared) early.engine().appendEvents(Noted.event(id, nextIn(early.engine(), id)));
            early.commit();
        }
    }

    private Void write(Random random, AtomicBoolean going) throws SQLException {
        while (going.get()) {
            UUID id = shared.get(random.nextInt(shared.size()));
            Instant at = Instant.now().plusSeconds(random.nextInt(360) - 300);
            int kind = random.nextInt(4);
            try {
                if (kind < 2) {
                    append(tested.engine(), id, at);
                    commits.incrementAndGet();
                } else appendInOpenTransaction(random, id, at, kind == 3);
            } catch (AxonException conflict) {
                rollbacks.incrementAndGet();
            }
        }
        return null;
    }

    private void appendInOpenTransaction(Random random, UUID id, Instant at, boolean writesFirst) throws SQLException {
        try (OpenTransaction open = new OpenTransaction(tested)) {
            if (writesFirst) {
                open.writeSomething();
                LockSupport.parkNanos(random.nextInt(20_000_000));
            }
            append(open.engine(), id, at);
            LockSupport.parkNanos(random.nextInt(20_000_000));
            if (random.nextInt(100) < 38) {
                open.rollback();
                rollbacks.incrementAndGet();
            } else {
                open.commit();
                commits.incrementAndGet();
            }
        }
    }

    private static void append(EventStorageEngine engine, UUID id, Instant at) {
        engine.appendEvents(Noted.event(id, nextIn(engine, id), at));
    }

    private static long nextIn(EventStorageEngine engine, UUID id) {
        return engine.lastSequenceNumberFor(id.toString()).map(last -> last + 1).orElse(0L);
    }

    private static Instant longAgo() {
        return Instant.now().minusSeconds(61);
    }

    private static final class WatchedReader {

        private final Reader reader;
        private final List<Place> delivered = new ArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean failed;

        WatchedReader(Reader reader) {
            this.reader = reader;
        }

        boolean isWell() {
            return !failed;
        }

        Void readUntil(Place end) throws Exception {
            try {
                while (delivered.isEmpty() || !delivered.getLast().equals(end)) {
                    delivered.addAll(reader.next());
                    looks.incrementAndGet();
                }
                return null;
            } catch (Exception e) {
                failed = true;
                throw e;
            }
        }
    }
}

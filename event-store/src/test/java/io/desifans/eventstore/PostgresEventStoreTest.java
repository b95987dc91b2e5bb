package io.desifans.eventstore;

import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** None of these stores looks by itself: who is not woken, waits for an hour. */
class PostgresEventStoreTest {

    private final EngineUnderTest log = EngineUnderTest.ours();
    private final PostgresEventStore store = (PostgresEventStore) log.storeThatDoesNotPoll();

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void a_waiting_reader_is_woken_by_an_append_here() throws Exception {
        try (var stream = store.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            CompletableFuture<TrackedEventMessage<?>> next = next(stream);
            store.publish(Noted.event(aggregate(), 0));

            assertThat(next.get(10, TimeUnit.SECONDS).trackingToken()).isEqualTo(new LogPosition(0, 1));
        }
    }

    @Test
    void a_reader_in_no_hurry_hears_of_every_append_too() throws Exception {
        try (var stream = store.unhurried().openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            for (long seq = 1; seq <= 100; seq++) {
                CompletableFuture<TrackedEventMessage<?>> next = next(stream);
                store.publish(Noted.event(aggregate(), 0));
                assertThat(next.get(10, TimeUnit.SECONDS).trackingToken()).isEqualTo(new LogPosition(0, seq));
            }
        }
    }

    @Test
    void ten_readers_that_wait_get_each_append_by_one_statement_for_all_of_them() throws Exception {
        RoundTrips trips = new RoundTrips(log.database());
        var engine = (PostgresEventStorageEngine) log.engineOn(trips.counted());
        try (var counted = new PostgresEventStore(engine, log.database(), Duration.ofHours(1))) {
            List<BlockingStream<TrackedEventMessage<?>>> readers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                readers.add(counted.openStream(null));
                assertThat(readers.getLast().hasNextAvailable()).isFalse();
            }
            for (long seq = 1; seq <= 3; seq++) {
                List<CompletableFuture<TrackedEventMessage<?>>> next =
                        readers.stream().map(PostgresEventStoreTest::next).toList();
                int before = trips.number();
                counted.publish(Noted.event(aggregate(), 0));
                for (var event : next)
                    assertThat(event.get(10, TimeUnit.SECONDS).trackingToken()).isEqualTo(new LogPosition(0, seq));
                assertThat(trips.number() - before).isEqualTo(2);
            }
            for (var reader : readers) reader.close();
        }
    }

    @Test
    void who_comes_to_the_end_within_what_another_has_read_for_all_gets_the_rest_of_it() throws Exception {
        try (var first = store.openStream(null);
                var second = store.openStream(null)) {
            assertThat(first.hasNextAvailable()).isFalse();
            store.publish(Noted.event(aggregate(), 0), Noted.event(aggregate(), 0));
            assertThat(numbers(second)).containsExactly(1L, 2L);
            store.publish(Noted.event(aggregate(), 0));
            assertThat(numbers(first)).containsExactly(1L, 2L, 3L);
            assertThat(numbers(second)).containsExactly(3L);
        }
    }

    @Test
    void what_was_opened_for_all_is_read_anew_once_it_had_to_be_forgotten() throws Exception {
        RoundTrips trips = new RoundTrips(log.database());
        var engine = (PostgresEventStorageEngine) log.engineOn(trips.counted());
        try (var counted = new PostgresEventStore(engine, log.database(), Duration.ofHours(1));
                var first = counted.openStream(null);
                var second = counted.openStream(null)) {
            assertThat(first.hasNextAvailable() || second.hasNextAvailable()).isFalse();
            counted.publish(Noted.event(aggregate(), 0));
            assertThat(numbers(first)).containsExactly(1L);
            counted.forgetOpened();
            int before = trips.number();
            assertThat(numbers(second)).containsExactly(1L);
            assertThat(trips.number() - before).isPositive();
            counted.publish(Noted.event(aggregate(), 0));
            assertThat(numbers(first)).isEqualTo(numbers(second)).containsExactly(2L);
        }
    }

    @Test
    void who_falls_back_behind_what_is_kept_for_all_misses_nothing() throws Exception {
        try (var fast = store.openStream(null);
                var slow = store.openStream(null)) {
            assertThat(fast.hasNextAvailable()).isFalse();
            assertThat(slow.hasNextAvailable()).isFalse();
            int read = 0;
            for (int page = 0; page < 12; page++) {
                store.publish(Stream.generate(() -> Noted.event(aggregate(), 0))
                        .limit(400)
                        .toList());
                read += numbers(fast).size();
            }
            assertThat(read).isEqualTo(4_800);
            assertThat(numbers(slow))
                    .isEqualTo(LongStream.rangeClosed(1, 4_800).boxed().toList());
            store.publish(Noted.event(aggregate(), 0));
            assertThat(numbers(slow)).isEqualTo(numbers(fast)).containsExactly(4_801L);
        }
    }

    private static List<Long> numbers(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        while (stream.hasNextAvailable())
            numbers.add(stream.nextAvailable().trackingToken().position().orElseThrow());
        return numbers;
    }

    @Test
    void a_reader_hears_of_others_again_after_its_listening_connection_broke() throws Exception {
        var elsewhere = log.storeThatDoesNotPoll();
        try (var stream = store.openStream(null)) {
            elsewhere.publish(Noted.event(aggregate(), 0));
            next(stream).get(10, TimeUnit.SECONDS);
            CompletableFuture<TrackedEventMessage<?>> next = next(stream);
            log.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and query like 'listen %'");
            elsewhere.publish(Noted.event(aggregate(), 0));

            assertThat(next.get(10, TimeUnit.SECONDS).trackingToken()).isEqualTo(new LogPosition(0, 2));
        }
    }

    @Test
    void a_reader_at_a_hole_goes_on_when_its_transaction_ends_although_nobody_wakes_it() throws Exception {
        try (var stream = store.openStream(null);
                OpenTransaction open = new OpenTransaction(log)) {
            open.engine().appendEvents(Noted.event(aggregate(), 0));
            store.publish(Noted.event(aggregate(), 0));
            assertThat(stream.hasNextAvailable()).isFalse();
            CompletableFuture<TrackedEventMessage<?>> next = next(stream);
            open.rollback();

            assertThat(next.get(10, TimeUnit.SECONDS).trackingToken()).isEqualTo(new LogPosition(0, 2));
        }
    }

    @Test
    void peeking_takes_nothing_away() throws Exception {
        store.publish(Noted.event(aggregate(), 0));
        try (var stream = store.openStream(null)) {
            assertThat(stream.peek()).isPresent();
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new LogPosition(0, 1));
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void a_closed_stream_lets_its_reader_go_however_far_it_has_come() throws Exception {
        for (int yields = 0; yields < 300; yields++) {
            var stream = store.openStream(null);
            CompletableFuture<TrackedEventMessage<?>> next = next(stream);
            for (int i = 0; i < yields * 10; i++) Thread.onSpinWait();
            stream.close();

            assertThatThrownBy(() -> next.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
        }
    }

    @Test
    void a_token_of_another_log_opens_no_stream() {
        assertThatThrownBy(() -> store.openStream(new LogPosition(0, 7))).isInstanceOf(UnknownPosition.class);
    }

    private static CompletableFuture<TrackedEventMessage<?>> next(BlockingStream<TrackedEventMessage<?>> stream) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return stream.nextAvailable();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}

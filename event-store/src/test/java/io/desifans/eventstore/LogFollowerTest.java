package io.desifans.eventstore;

import static io.desifans.eventstore.EngineUnderTest.aggregate;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogFollowerTest {

    private final EngineUnderTest log = EngineUnderTest.ours();
    private final EventStore store = log.storeThatDoesNotPoll();
    private final UUID id = aggregate();

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void events_come_in_order_in_batches_of_at_most_500_from_where_the_handler_stands() throws Exception {
        store(1_201);
        Recorder recorder = new Recorder(new LogPosition(0, 1));
        follow(recorder, store);

        assertThat(recorder.take(1_200)).isEqualTo(numbers(2, 1_201));
        assertThat(recorder.largestBatch).isEqualTo(500);
    }

    @Test
    void a_batch_that_fails_is_repeated_until_it_is_done_and_meanwhile_the_failure_is_told() throws Exception {
        store(3);
        Recorder recorder = new Recorder(null);
        recorder.refuseTimes = 3;
        LogFollower follower = follow(recorder, store);

        assertThat(recorder.take(3)).isEqualTo(numbers(1, 3));
        assertThat(recorder.failuresSeen).hasSize(3).element(2).isInstanceOf(StackOverflowError.class);
        assertThat(follower.running()).isTrue();
        store(1);
        assertThat(recorder.take(1)).isEqualTo(numbers(4, 4));
        follower.close();
        assertThat(follower.failure()).isNull();
        assertThat(follower.running()).isFalse();
    }

    @Test
    void work_and_token_stored_together_survive_broken_connections_exactly_once() throws Exception {
        log.execute("drop table if exists work; create table work (seq bigint primary key)");
        Worker worker = new Worker();
        follow(worker, store);
        for (int i = 0; i < 5; i++) {
            storeDespiteFailures(10);
            worker.done.poll(10, TimeUnit.SECONDS);
            breakAllConnections();
        }
        while (!worker.position().equals(new LogPosition(0, 50))) worker.done.poll(1, TimeUnit.SECONDS);

        assertThat(Sql.texts(log.unpooled(), "select seq from work order by seq"))
                .isEqualTo(numbers(1, 50).stream().map(String::valueOf).toList());
        assertThat(worker.position()).isEqualTo(new LogPosition(0, 50));
    }

    @Test
    void an_event_that_cannot_be_read_does_not_hold_up_those_before_it() throws Exception {
        EventUpcaster unreadable = events -> events.peek(LogFollowerTest::refuseTheThird);
        var engine = new PostgresEventStorageEngine(log.database(), EngineUnderTest.serializer(), unreadable);
        store(5);
        Recorder recorder = new Recorder(null);
        LogFollower follower = follow(recorder, log.closedAtEnd(new PostgresEventStore(engine, log.database())));

        assertThat(recorder.take(2)).isEqualTo(numbers(1, 2));
        while (follower.failure() == null) Thread.onSpinWait();
        assertThat(follower.failure()).hasMessage("unreadable");
        assertThat(recorder.handled).isEmpty();
    }

    private static void refuseTheThird(IntermediateEventRepresentation event) {
        if (event.getSequenceNumber().orElseThrow() == 2) throw new IllegalStateException("unreadable");
    }

    private long stored;

    private void store(int events) {
        store.publish(LongStream.range(stored, stored + events)
                .mapToObj(sequence -> Noted.event(id, sequence))
                .toList());
        stored += events;
    }

    private void storeDespiteFailures(int events) {
        long last = stored + events - 1;
        while (stored <= last)
            try {
                if (log.engine().lastSequenceNumberFor(id.toString()).orElse(-1L) == last) stored = last + 1;
                else store(events);
            } catch (EventStoreException broken) {
                assertThat(broken).matches(TransientFailure::is);
            }
    }

    private void breakAllConnections() {
        Sql.run(
                log.unpooled(),
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    private LogFollower follow(LogFollower.Handler handler, EventStore source) {
        LogFollower follower = log.closedAtEnd(new LogFollower("test", source, handler));
        if (handler instanceof Recorder recorder) recorder.follower = follower;
        follower.start();
        return follower;
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static long seq(TrackedEventMessage<?> event) {
        return ((LogPosition) event.trackingToken()).seq();
    }

    private static final class Recorder implements LogFollower.Handler {

        private final BlockingQueue<Long> handled = new LinkedBlockingQueue<>();
        private final List<Throwable> failuresSeen = new ArrayList<>();
        private volatile TrackingToken position;
        private volatile int largestBatch;
        private volatile LogFollower follower;
        private int refuseTimes;

        Recorder(TrackingToken position) {
            this.position = position;
        }

        @Override
        public TrackingToken position() {
            if (follower.failure() != null) failuresSeen.add(follower.failure());
            return position;
        }

        @Override
        public void handle(List<TrackedEventMessage<?>> batch) {
            if (refuseTimes-- > 0) throw new StackOverflowError();
            largestBatch = Math.max(largestBatch, batch.size());
            position = batch.getLast().trackingToken();
            batch.forEach(event -> handled.add(seq(event)));
        }

        List<Long> take(int number) throws InterruptedException {
            List<Long> taken = new ArrayList<>();
            for (int i = 0; i < number; i++) taken.add(handled.poll(10, TimeUnit.SECONDS));
            return taken;
        }
    }

    private final class Worker implements LogFollower.Handler {

        private final LogToken token = new LogToken("worker");
        private final BlockingQueue<Long> done = new LinkedBlockingQueue<>();

        @Override
        public TrackingToken position() throws SQLException {
            try (Connection connection = log.unpooled().getConnection()) {
                return token.read(connection).orElse(LogPosition.START);
            }
        }

        @Override
        public void handle(List<TrackedEventMessage<?>> batch) throws SQLException {
            try (Connection connection = log.database().getConnection()) {
                connection.setAutoCommit(false);
                try (var insert = connection.prepareStatement("insert into work (seq) values (?)")) {
                    for (TrackedEventMessage<?> event : batch) {
                        insert.setLong(1, seq(event));
                        insert.executeUpdate();
                    }
                }
                token.write(connection, (LogPosition) batch.getLast().trackingToken());
                connection.commit();
                connection.setAutoCommit(true);
            }
            done.add(seq(batch.getLast()));
        }
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.desifans.eventstore.LogPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class WaitForPositionTest extends WebTest {

    @Autowired
    ReadModelPosition readModel;

    @Autowired
    DataSource source;

    private final AtomicInteger polls = new AtomicInteger();

    @BeforeEach
    void reachTen() {
        store(new LogPosition(0, 10));
    }

    @Test
    void a_read_of_what_is_there_is_answered() {
        assertThat(get("/api/v1/probes", "Wait-For-Position", "0-10").status()).isEqualTo(200);
        assertThat(get("/api/auth/get-session", "Wait-For-Position", "0-10").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/probes, 0-1000000", "/api/v1/probes, 7-1", "/api/auth/get-session, 0-9223372036854775807"})
    void a_read_of_what_never_comes_is_told_to_come_again(String path, String position) {
        Answered answer = get(path, "Wait-For-Position", position);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("NOT_YET_VISIBLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "-1", "0--1", "a-b", "00-10", "0-99999999999999999999", "0-1,0-2"})
    void a_position_that_nobody_gave_is_refused(String position) {
        Answered answer = get("/api/v1/probes", "Wait-For-Position", position);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("Wait-For-Position");
    }

    @Test
    void a_write_does_not_wait() {
        assertThat(send("POST", "/api/auth/sign-out", null, "Wait-For-Position", "7-1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_session_is_looked_up_after_the_wait() {
        readModel.moved(new LogPosition(0, 20));
        String token = "latecomer0000000000000000000000x";
        var answer = CompletableFuture.supplyAsync(
                () -> get("/api/v1/mine", "Wait-For-Position", "0-1000", "Authorization", "Bearer " + token));
        String known = signedIn("user");
        await().until(readModel::isAwaited);
        database.execute(
                "update session set token = ? where token = ?", SessionToken.hash(token), SessionToken.hash(known));
        readModel.moved(new LogPosition(0, 1000));
        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void hundreds_wait_at_the_cost_of_one() {
        int waiters = 400;
        try (ReadModelPosition position = counted();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Phaser started = new Phaser(1);
            var waiting = IntStream.range(0, waiters)
                    .mapToObj(i -> {
                        started.register();
                        return CompletableFuture.runAsync(
                                () -> {
                                    started.arrive();
                                    position.await(new LogPosition(0, 100 + i % 50), Duration.ofSeconds(20));
                                },
                                threads);
                    })
                    .toList();
            started.arriveAndAwaitAdvance();
            await().until(() -> polls.get() == 1);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            store(new LogPosition(0, 120));
            Stream.concat(waiting.stream().limit(21), waiting.stream().skip(50).limit(21))
                    .forEach(CompletableFuture::join);
            assertThat(waiting.get(49)).isNotDone();
            position.moved(new LogPosition(0, 149));
            waiting.forEach(CompletableFuture::join);
            assertThat(polls).as("connections").hasValue(1);
        }
    }

    @Test
    void nobody_waits_nobody_polls() {
        try (ReadModelPosition position = counted()) {
            assertThatThrownBy(() -> position.await(new LogPosition(0, 11), Duration.ofMillis(50)))
                    .isInstanceOf(NotYetVisible.class);
            position.moved(new LogPosition(0, 12));
            int before = polls.get();
            position.await(new LogPosition(0, 11), Duration.ZERO);
            position.await(new LogPosition(0, 12), Duration.ZERO);
            assertThat(polls.get()).isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void a_position_never_goes_back() {
        try (ReadModelPosition position = counted()) {
            position.moved(new LogPosition(1, 5));
            position.moved(new LogPosition(0, 900));
            position.await(new LogPosition(1, 5), Duration.ZERO);
        }
    }

    /** Looks at the same database, and counts how often. */
    private ReadModelPosition counted() {
        return new ReadModelPosition(
                new DelegatingDataSource(source) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        polls.incrementAndGet();
                        return super.getConnection();
                    }
                },
                () -> LogPosition.START);
    }

    private void store(LogPosition position) {
        database.execute(
                "insert into event_store.token (name, epoch, seq) values ('read-models', ?, ?)"
                        + " on conflict (name) do update set epoch = excluded.epoch, seq = excluded.seq"
                        + " returning pg_notify('read_model_moved', epoch || '-' || seq)",
                position.epoch(),
                position.seq());
    }
}

package io.desifans.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.EventStoreSchema;
import io.desifans.eventstore.SettingRefused;
import io.desifans.test.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes on one database, whose clock is moved by hand. */
class RateLimitsTest {

    private static final Rate RATE = new Rate(3, Duration.ofSeconds(10));

    private final DataSource database = TestDatabase.filledBy("rate-limits", EventStoreSchema::migrate);
    private final MovedClock clock = new MovedClock();
    private final RateLimits one = node();
    private final RateLimits other = node();

    @Test
    void a_hundred_at_once_on_two_nodes_are_three() throws Exception {
        Callable<Boolean> onOne = () -> one.count("a", "x", RATE).isOver();
        Callable<Boolean> onOther = () -> other.count("a", "x", RATE).isOver();
        int passed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> over : threads.invokeAll(java.util.stream.IntStream.range(0, 100)
                    .mapToObj(i -> i % 2 == 0 ? onOne : onOther)
                    .toList())) if (!over.get()) passed++;
        }
        assertThat(passed).isEqualTo(3);
    }

    @Test
    void a_window_ends_for_who_kept_asking_too() {
        for (RateLimits node : List.of(one, other, one)) node.count("a", "x", RATE);
        clock.now = clock.now.plusSeconds(4);
        assertThat(other.count("a", "x", RATE)).isEqualTo(new RateLimits.Counted(true, Duration.ofSeconds(6)));
        assertThat(one.count("a", "x", RATE).isOver()).isTrue();
        assertThat(one.count("a", "y", RATE).isOver()).isFalse();
        clock.now = clock.now.plusSeconds(6);
        assertThat(other.count("a", "x", RATE)).isEqualTo(new RateLimits.Counted(false, Duration.ofSeconds(10)));
    }

    @Test
    void one_taken_back_leaves_room_for_another() {
        for (int i = 0; i < 3; i++) one.count("a", "x", RATE);
        other.takeBack("a", "x");
        assertThat(one.count("a", "x", RATE).isOver()).isFalse();
        assertThat(one.count("a", "x", RATE).isOver()).isTrue();
    }

    @Test
    void what_is_over_goes_with_later_counts() throws Exception {
        for (int i = 0; i < 20; i++) one.count("a", "client " + i, RATE);
        clock.now = clock.now.plusSeconds(11);
        for (int i = 0; i < 10; i++) one.count("a", "later " + i, RATE);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from event_store.rate_limit")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(10);
        }
    }

    @Test
    void a_node_counts_for_itself_what_needs_no_more() {
        for (int i = 0; i < 3; i++)
            assertThat(one.countHere("a", "x", RATE).isOver()).isFalse();
        assertThat(one.countHere("a", "x", RATE).isOver()).isTrue();
        assertThat(other.countHere("a", "x", RATE).isOver()).isFalse();
        clock.now = clock.now.plusSeconds(10);
        assertThat(one.countHere("a", "x", RATE).isOver()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0/10s", "3/0s", "-3/10s", "3/10", "3/10 s", "many/10s", "9999999999/1s"})
    void a_rate_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> Rate.setting("desifans.rate-limits.mails", text))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("desifans.rate-limits.mails");
    }

    private RateLimits node() {
        return new RateLimits(true, database, (what, who) -> what + ' ' + who, clock);
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    @Test
    void a_machine_whose_clock_is_wrong_has_the_time_of_the_database() {
        Duration wrong = Duration.ofSeconds(-90);
        try (var clock = new DatabaseClock(TestDatabase.empty(), Clock.offset(Clock.systemUTC(), wrong))) {
            assertThat(clock.offset()).isCloseTo(Duration.ofSeconds(90), Duration.ofSeconds(1));
            assertThat(Duration.between(clock.instant(), Clock.systemUTC().instant())
                            .abs())
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void it_knows_nothing_shorter_than_a_millisecond() {
        try (var clock = new DatabaseClock(TestDatabase.empty())) {
            for (int i = 0; i < 1_000; i++)
                assertThat(clock.instant().getNano() % 1_000_000).isZero();
        }
    }
}

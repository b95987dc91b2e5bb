package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.test.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogWatchTest {

    private final DataSource database = TestDatabase.filledBy("log-watch", EventStoreSchema::migrate);
    private long head;
    private final LogWatch watch = new LogWatch(logWhoseHeadMoves(), database);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void a_follower_is_late_since_the_first_event_that_it_has_not_come_to() throws SQLException {
        follow("fast", 10);
        follow("slow", 4);
        lookAt(0, 10);
        assertThat(watch.view().followers().get("fast")).isEqualTo(new LogWatch.Lag(0, Duration.ZERO));
        lookAt(3, 20);
        follow("fast", 20);
        lookAt(5, 20);
        assertThat(watch.view().followers())
                .containsEntry("fast", new LogWatch.Lag(0, Duration.ZERO))
                .containsEntry("slow", new LogWatch.Lag(16, Duration.ofSeconds(5)));
        follow("slow", 15);
        lookAt(6, 20);
        assertThat(watch.view().followers().get("slow")).isEqualTo(new LogWatch.Lag(5, Duration.ofSeconds(3)));
    }

    @Test
    void who_stands_still_is_late_since_then_however_much_the_log_grows() throws SQLException {
        follow("still", 1);
        for (int second = 0; second < 1200; second++) lookAt(second, 2 + second);
        assertThat(watch.view().followers().get("still").time()).isEqualTo(Duration.ofSeconds(1199));
    }

    @Test
    void the_metrics_name_each_follower() throws SQLException {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new LogMeters(watch).bindTo(metrics);
        follow("slow", 4);
        lookAt(0, 10);
        assertThat(metrics.get("desifans.follower.lag.events")
                        .tag("follower", "slow")
                        .gauge()
                        .value())
                .isEqualTo(6);
        assertThat(metrics.get("desifans.log.head").gauge().value()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"PT30S, UP", "PT30.001S, OUT_OF_SERVICE"})
    void what_takes_too_long_makes_the_node_not_ready(Duration time, String status) {
        var health = new LogHealth(() -> Map.of("webhooks", time), Duration.ofSeconds(30)).health();
        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails()).containsEntry("webhooks", time.toString());
    }

    private void lookAt(long second, long headThen) throws SQLException {
        head = headThen;
        watch.look(TimeUnit.SECONDS.toNanos(second));
    }

    private void follow(String name, long seq) throws SQLException {
        try (Connection connection = database.getConnection()) {
            new LogToken(name).write(connection, new LogPosition(1, seq));
        }
    }

    private EventLog logWhoseHeadMoves() {
        return (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(),
                new Class<?>[] {EventLog.class},
                (proxy, method, arguments) ->
                        method.getName().equals("horizonAge") ? Duration.ZERO : new LogPosition(1, head));
    }
}

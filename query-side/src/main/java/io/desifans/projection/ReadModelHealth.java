package io.desifans.projection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Red while the read model's processor is stopped or fails, and while any event is parked. */
final class ReadModelHealth implements HealthIndicator {

    private final ReadModelProcessor processor;
    private final DataSource database;

    ReadModelHealth(ReadModelProcessor processor, DataSource database) {
        this.processor = processor;
        this.database = database;
    }

    @Override
    public Health health() {
        Throwable failure = processor.failure();
        if (failure != null) return standstill(Failure.of(failure).sentence());
        if (!processor.isRunning()) return standstill("the processor is stopped");
        try (Connection connection = database.getConnection()) {
            int parked = ParkedEvents.count(connection);
            Health.Builder health = parked == 0 ? Health.up() : Health.outOfService();
            return health.withDetail("parkedEvents", parked)
                    .withDetail("position", ProcessorToken.read(connection).toString())
                    .build();
        } catch (SQLException e) {
            return standstill(Failure.of(e).sentence());
        }
    }

    private static Health standstill(String why) {
        return Health.down().withDetail("why", why).build();
    }
}

package io.desifans.web;

import io.desifans.eventstore.DatabaseClock;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Not ready while this machine's clock and the database's are more than a second apart: one of the two is wrong. */
final class ClockHealth implements HealthIndicator {

    private static final Duration MOST = Duration.ofSeconds(1);

    private final Clock clock;

    ClockHealth(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Health health() {
        if (!(clock instanceof DatabaseClock measured)) return Health.up().build();
        Duration offset = measured.offset();
        Health.Builder health = offset.abs().compareTo(MOST) > 0 ? Health.outOfService() : Health.up();
        return health.withDetail("offset", offset.toString()).build();
    }
}

package io.desifans.web;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Not ready while this machine's clock and the database's are more than a second apart: one of the two is wrong. */
final class ClockHealth implements HealthIndicator {

    private static final Duration MOST = Duration.ofSeconds(1);

    private final Supplier<Duration> measured;

    /** @param measured how far the two are apart now */
    ClockHealth(Supplier<Duration> measured) {
        this.measured = measured;
    }

    @Override
    public Health health() {
        Duration offset = measured.get();
        Health.Builder health = offset.abs().compareTo(MOST) > 0 ? Health.outOfService() : Health.up();
        return health.withDetail("offset", offset.toString()).build();
    }
}

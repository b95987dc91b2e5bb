package io.desifans.eventstore;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** One part of a node's readiness: something that takes too long. */
final class LogHealth implements HealthIndicator {

    private final Supplier<Map<String, Duration>> times;
    private final Duration most;

    /** @param times what is looked at by name, each with how long it takes already */
    LogHealth(Supplier<Map<String, Duration>> times, Duration most) {
        this.times = times;
        this.most = most;
    }

    @Override
    public Health health() {
        Map<String, Duration> seen = times.get();
        boolean late = seen.values().stream().anyMatch(time -> time.compareTo(most) > 0);
        Map<String, String> details = new TreeMap<>();
        seen.forEach((name, time) -> details.put(name, time.toString()));
        return (late ? Health.outOfService() : Health.up()).withDetails(details).build();
    }
}

package io.desifans.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Runs as the wall clock does and can be moved ahead of it. */
final class SimulatedClock extends Clock {

    private final Clock wall;
    private volatile Duration ahead = Duration.ZERO;

    SimulatedClock(Clock wall) {
        this.wall = wall;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(wall.withZone(zone), ahead);
    }

    Clock wall() {
        return wall;
    }

    Duration ahead() {
        return ahead;
    }

    /** Whether this time is reached when the clock is that far ahead. */
    boolean reaches(Instant time, Duration ahead) {
        return !wall.instant().plus(ahead).isBefore(time);
    }

    void moveTo(Instant time) {
        Duration missing = Duration.between(instant(), time);
        if (missing.isPositive()) moveAhead(ahead.plus(missing));
    }

    void moveAhead(Duration ahead) {
        this.ahead = ahead;
    }
}

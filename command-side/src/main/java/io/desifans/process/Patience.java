package io.desifans.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the gateway is asked again for what it has not told: soon at first, once a day later, and at last no more. */
final class Patience {

    static final Duration FIRST = Duration.ofMinutes(15);

    static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration LAST = Duration.ofDays(60);

    private Patience() {}

    /** @param since when it was to be told, in UTC */
    static Optional<Instant> next(Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        if (waited.compareTo(LAST) > 0) return Optional.empty();
        Duration pause = waited.compareTo(LONGEST_PAUSE) < 0 ? waited : LONGEST_PAUSE;
        return Optional.of(now.plus(pause.compareTo(FIRST) < 0 ? FIRST : pause));
    }
}

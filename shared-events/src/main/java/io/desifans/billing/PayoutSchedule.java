package io.desifans.billing;

import io.desifans.Labelled;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** When a creator is paid out without asking. */
public enum PayoutSchedule implements Labelled {
    /** Never. */
    MANUAL("manual"),
    /** As Monday begins, in UTC. */
    WEEKLY("weekly");

    private final String label;

    PayoutSchedule(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** The next time after this one. */
    public Optional<Instant> nextAfter(Instant time) {
        return this == MANUAL
                ? Optional.empty()
                : Optional.of(begin(date(time).with(TemporalAdjusters.next(DayOfWeek.MONDAY))));
    }

    /** The last time that is not after this one. */
    public Optional<Instant> lastUntil(Instant time) {
        return this == MANUAL
                ? Optional.empty()
                : Optional.of(begin(date(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

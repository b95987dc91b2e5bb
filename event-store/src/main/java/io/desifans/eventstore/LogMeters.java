package io.desifans.eventstore;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.axonframework.modelling.command.ConcurrencyException;

/** The log and its followers in numbers; what each tells stands in docs/observability.md. */
final class LogMeters implements MeterBinder {

    private static final String OUTCOME = "outcome";
    private static final String FOLLOWER = "follower";

    private final LogWatch watch;

    LogMeters(LogWatch watch) {
        this.watch = watch;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("desifans.log.head", watch, seen -> seen.view().head().seq())
                .description("Number of the last event that can be seen")
                .register(registry);
        TimeGauge.builder(
                        "desifans.log.horizon.age",
                        watch,
                        TimeUnit.MILLISECONDS,
                        seen -> seen.view().horizonAge().toMillis())
                .description("How long readers have been waiting for an open transaction")
                .register(registry);
        TimeGauge.builder(
                        "desifans.log.seen",
                        watch,
                        TimeUnit.MILLISECONDS,
                        seen -> seen.sinceLook().toMillis())
                .description("How long ago the log was last seen")
                .register(registry);
        MultiGauge numbers = MultiGauge.builder("desifans.follower.lag.events")
                .description("Numbers of the log between a follower and the last event")
                .register(registry);
        MultiGauge times = MultiGauge.builder("desifans.follower.lag")
                .description("How long the oldest event has been waiting for a follower")
                .baseUnit("seconds")
                .register(registry);
        watch.tell(view -> {
            numbers.register(rows(view.followers(), LogWatch.Lag::numbers), true);
            times.register(rows(view.followers(), lag -> lag.time().toMillis() / 1000.0), true);
        });
    }

    private static Iterable<MultiGauge.Row<?>> rows(
            Map<String, LogWatch.Lag> followers, ToDoubleFunction<LogWatch.Lag> value) {
        return followers.entrySet().stream()
                .<MultiGauge.Row<?>>map(follower -> MultiGauge.Row.of(
                        Tags.of(FOLLOWER, follower.getKey()), value.applyAsDouble(follower.getValue())))
                .toList();
    }

    /** Kept, because finding a meter takes longer than telling it something. */
    private record Appends(Timer times, DistributionSummary events) {

        static final Appends STORED = of("stored");
        static final Appends CONFLICT = of("conflict");
        static final Appends FAILED = of("failed");

        static Appends of(String outcome) {
            return new Appends(
                    Timer.builder("desifans.append")
                            .description("Storing the events of one command")
                            .tag(OUTCOME, outcome)
                            .register(Metrics.globalRegistry),
                    DistributionSummary.builder("desifans.append.events")
                            .description("Events stored by one append")
                            .tag(OUTCOME, outcome)
                            .register(Metrics.globalRegistry));
        }
    }

    /** Measures an append, whatever comes of it. */
    static void append(int events, Runnable appending) {
        long begin = System.nanoTime();
        Appends outcome = Appends.FAILED;
        try {
            appending.run();
            outcome = Appends.STORED;
        } catch (ConcurrencyException e) {
            outcome = Appends.CONFLICT;
            throw e;
        } finally {
            outcome.times().record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            outcome.events().record(events);
        }
    }

    /** Counts a batch that a follower is done with. */
    static void followed(String follower, int events, Duration took) {
        Timer.builder("desifans.batch")
                .description("Work on one batch of events")
                .tag(FOLLOWER, follower)
                .register(Metrics.globalRegistry)
                .record(took);
        DistributionSummary.builder("desifans.batch.events")
                .description("Events in one batch")
                .tag(FOLLOWER, follower)
                .register(Metrics.globalRegistry)
                .record(events);
    }
}

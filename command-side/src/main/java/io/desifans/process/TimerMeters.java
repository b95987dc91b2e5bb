package io.desifans.process;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The timers in numbers; what each tells stands in docs/observability.md. */
@Component
final class TimerMeters implements MeterBinder {

    private static final String WAITING = "select count(*) from " + TimerRunner.TABLE;
    private static final String LATE =
            "select coalesce(extract(epoch from ?::timestamptz - min(execution_time)), 0)::float8 from "
                    + TimerRunner.TABLE;

    private final List<Timer> kinds;
    private final JdbcClient database;
    private final Clock clock;

    TimerMeters(List<Timer> kinds, DataSource database, Clock clock) {
        this.kinds = kinds;
        this.database = JdbcClient.create(database);
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Timer kind : kinds) counter(registry, kind.name(), "done");
        Gauge.builder("desifans.timers.waiting", this, TimerMeters::waiting)
                .description("Timers whose time has not come or that are not done")
                .register(registry);
        TimeGauge.builder("desifans.timers.late", this, TimeUnit.SECONDS, TimerMeters::lateSeconds)
                .description("For how long the oldest timer has been due")
                .register(registry);
    }

    private double waiting() {
        return database.sql(WAITING).query(Long.class).single();
    }

    private double lateSeconds() {
        double late = database.sql(LATE)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(Double.class)
                .single();
        return Math.max(0, late);
    }

    /** One whose time has come. @param outcome {@code done}, {@code refused} by the domain or {@code failed}, to be repeated */
    static void count(String kind, String outcome) {
        counter(Metrics.globalRegistry, kind, outcome).increment();
    }

    private static Counter counter(MeterRegistry registry, String kind, String outcome) {
        return Counter.builder("desifans.timers")
                .description("Timers whose time has come, by what became of them")
                .tag("timer", kind)
                .tag("outcome", outcome)
                .register(registry);
    }
}

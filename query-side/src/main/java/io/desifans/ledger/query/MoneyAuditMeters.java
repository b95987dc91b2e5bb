package io.desifans.ledger.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Whether the money rules hold, in numbers; asked of the database whenever the metrics are read. */
@Component
final class MoneyAuditMeters implements MeterBinder {

    private static final String BROKEN = "select count(*)::float8 from ledger.money_check where broken_rows > 0";
    private static final String AGE =
            "select coalesce(extract(epoch from now() - min(checked_at)), 0)::float8 from ledger.money_check";

    private final DSLContext db;

    MoneyAuditMeters(DSLContext db) {
        this.db = db;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("desifans.money.rules.broken", () -> asked(BROKEN))
                .description("Money rules that the last check found broken")
                .register(registry);
        Gauge.builder("desifans.money.rules.age", () -> asked(AGE))
                .description("How long ago they were checked")
                .baseUnit("seconds")
                .register(registry);
    }

    private double asked(String sql) {
        return db.resultQuery(sql).fetchSingle().get(0, double.class);
    }
}

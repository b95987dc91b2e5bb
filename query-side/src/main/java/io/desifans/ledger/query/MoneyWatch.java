package io.desifans.ledger.query;

import io.desifans.eventstore.OnOneNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits the money again and again. */
final class MoneyWatch implements OnOneNode.Run {

    static final String NAME = "money-audit";

    /** What processes have begun is done by then, or they stand still, which is told elsewhere. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(MoneyWatch.class);

    private final MoneyAudit audit;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name(NAME).unstarted(work));

    MoneyWatch(MoneyAudit audit, Clock clock, Duration interval) {
        this.audit = audit;
        this.clock = clock;
        var unused = thread.scheduleWithFixedDelay(
                this::check, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Instant settled(Instant now) {
        return now.minus(UNDER_WAY);
    }

    private void check() {
        try {
            Instant now = clock.instant();
            audit.check(now, settled(now));
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "The money rules were not checked ({}); they are next time",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void release() {
        thread.shutdown();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

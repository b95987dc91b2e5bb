package io.desifans.ledger.query;

import io.desifans.web.NotYetVisible;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How far the ledger has come, for whoever reads it beside the tables. */
@Component
final class LedgerPosition {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final String IS_AS_FAR = """
            select (ledger.epoch, ledger.seq) >= (tables.epoch, tables.seq) from event_store.token tables
            left join event_store.token ledger on ledger.name = 'ledger' where tables.name = 'read-models'""";

    private final DSLContext db;

    LedgerPosition(DSLContext db) {
        this.db = db;
    }

    /**
     * Returns once the ledger is as far as the tables are now.
     *
     * @throws NotYetVisible if it is not within two seconds
     */
    void awaitTables() {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!isAsFar()) {
            if (System.nanoTime() - giveUpAt > 0) throw new NotYetVisible();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean isAsFar() {
        return db.resultQuery(IS_AS_FAR)
                .fetchOptional(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .orElse(true);
    }
}

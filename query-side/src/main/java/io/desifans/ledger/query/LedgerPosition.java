package io.desifans.ledger.query;

import static org.jooq.impl.DSL.field;

import io.desifans.web.NotYetVisible;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;

/** How far the ledger has come, for whoever reads it beside the tables. */
@Component
final class LedgerPosition {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** Whether the ledger is as far as the tables, where both are read by one statement. */
    static final Field<Boolean> IS_AS_FAR = field("""
            coalesce((
                select coalesce((ledger.epoch, ledger.seq) >= (tables.epoch, tables.seq), false)
                from event_store.token tables left join event_store.token ledger on ledger.name = 'ledger'
                where tables.name = 'read-models'), true)""", Boolean.class);

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
        await(() -> db.select(IS_AS_FAR).fetchSingle().value1(), asFar -> asFar);
    }

    /**
     * What is read, again and again until the ledger was as far as the tables when it was.
     *
     * @throws NotYetVisible if it is not within two seconds
     */
    static <T> T await(Supplier<T> read, Predicate<T> isAsFar) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T found = read.get();
            if (isAsFar.test(found)) return found;
            if (System.nanoTime() - giveUpAt > 0) throw new NotYetVisible();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}

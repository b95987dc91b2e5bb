package io.desifans.identity.command;

import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Lets one change of who is an admin happen at a time, on all nodes: two admins who erase or demote each other, or both
 * step down, at the same moment would leave none, so the second must see the first.
 */
@Component
final class AdminChanges {

    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x6465736966616e73L;

    private final DSLContext database;

    AdminChanges(DSLContext database) {
        this.database = database;
    }

    /** The monitor spares the pool: on one node only one of those who wait holds a connection. */
    synchronized <T> T alone(Supplier<T> change) {
        return database.transactionResult(transaction -> {
            transaction.dsl().fetch("select pg_advisory_xact_lock({0})", LOCK);
            return change.get();
        });
    }
}

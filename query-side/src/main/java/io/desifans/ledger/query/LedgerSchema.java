package io.desifans.ledger.query;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code ledger}: every money fact, twice. */
final class LedgerSchema {

    private LedgerSchema() {}

    /** Creates the schema where it is missing and brings it to the newest version, all or nothing. */
    static void migrate(DataSource database) {
        Flyway.configure(LedgerSchema.class.getClassLoader())
                .dataSource(database)
                .schemas("ledger")
                .locations("classpath:db/ledger")
                .failOnMissingLocations(true)
                .group(true)
                .load()
                .migrate();
    }
}

package io.desifans.audit.query;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code audit}: who read the log. */
public final class AuditSchema {

    private AuditSchema() {}

    /** Creates the schema where it is missing and brings it to the newest version, all or nothing. */
    public static void migrate(DataSource database) {
        Flyway.configure(AuditSchema.class.getClassLoader())
                .dataSource(database)
                .schemas("audit")
                .locations("classpath:db/audit")
                .failOnMissingLocations(true)
                .group(true)
                .load()
                .migrate();
    }
}

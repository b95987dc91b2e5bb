package io.desifans.eventstore;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code event_store}: the log, its epoch, the processors' tokens and the persons' keys. */
public final class EventStoreSchema {

    private EventStoreSchema() {}

    /** Creates the schema where it is missing and brings it to the newest version, all or nothing. */
    public static void migrate(DataSource database) {
        Flyway.configure(EventStoreSchema.class.getClassLoader())
                .dataSource(database)
                .schemas("event_store")
                .locations("classpath:db/event_store")
                .failOnMissingLocations(true)
                .group(true)
                .load()
                .migrate();
    }
}

package io.desifans.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The 26 documented tables, in whatever schema a caller names: the live one or a fresh copy beside it. */
public final class ReadModelSchema {

    private ReadModelSchema() {}

    /** Creates the schema where it is missing and brings it to the newest version, all or nothing. */
    public static void migrate(DataSource database, String schema) {
        Flyway.configure(ReadModelSchema.class.getClassLoader())
                .dataSource(database)
                .schemas(schema)
                .locations("classpath:db/read_model")
                .failOnMissingLocations(true)
                .loggers() // none: what goes wrong arrives as an exception
                .group(true)
                .load()
                .migrate();
    }
}

package io.desifans.projection;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code projection}: parked events and the count of void changes. */
public final class ProjectionSchema {

    private ProjectionSchema() {}

    /** Creates the schema where it is missing and brings it to the newest version, all or nothing. */
    public static void migrate(DataSource database) {
        Flyway.configure(ProjectionSchema.class.getClassLoader())
                .dataSource(database)
                .schemas("projection")
                .locations("classpath:db/projection")
                .failOnMissingLocations(true)
                .group(true)
                .load()
                .migrate();
    }
}

package io.desifans.db;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The 26 documented tables, in whatever schema a caller names: the live one or a fresh copy beside it; and in a schema of
 * their own beside them the tables that the platform needs besides, which are fed by the same events.
 */
public final class ReadModelSchema {

    /** The schema of the live documented tables. */
    public static final String LIVE = "read_model";

    /** The schema of our own live tables. */
    public static final String LIVE_PLATFORM = "platform";

    private ReadModelSchema() {}

    /** Creates the schemas where they are missing and brings each to the newest version, all or nothing. */
    public static void migrate(DataSource database, String schema) {
        migrate(database, schema, "classpath:db/read_model", Map.of());
        migrate(database, platformOf(schema), "classpath:db/platform", Map.of("documented", schema));
    }

    /** Where our own tables stand that belong to the documented ones in this schema. */
    public static String platformOf(String schema) {
        return schema.equals(LIVE) ? LIVE_PLATFORM : schema + "_platform";
    }

    /** What a connection's {@code search_path} is to be, so that the generated classes mean the tables of this schema. */
    public static String searchPath(String schema) {
        return '"' + schema + "\", \"" + platformOf(schema) + '"';
    }

    private static void migrate(DataSource database, String schema, String migrations, Map<String, String> names) {
        Flyway.configure(ReadModelSchema.class.getClassLoader())
                .dataSource(database)
                .schemas(schema)
                .locations(migrations)
                .placeholders(names)
                .failOnMissingLocations(true)
                .loggers() // none: what goes wrong arrives as an exception
                .group(true)
                .load()
                .migrate();
    }
}

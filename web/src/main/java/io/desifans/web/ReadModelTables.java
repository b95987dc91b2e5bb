package io.desifans.web;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.SettingRefused;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the read model in their newest version: the query side fills them, and both sides look up sessions in them. */
public record ReadModelTables(DataSource database) {

    private static final String PATH = "select current_schemas(false) @> array[:documented, :ours]::name[]";

    /** Creates what is missing. */
    static ReadModelTables migrated(DataSource database) {
        ReadModelSchema.migrate(database, ReadModelSchema.LIVE);
        boolean found = JdbcClient.create(database)
                .sql(PATH)
                .param("documented", ReadModelSchema.LIVE)
                .param("ours", ReadModelSchema.LIVE_PLATFORM)
                .query(Boolean.class)
                .single();
        if (!found)
            throw new SettingRefused("spring.datasource.url must have currentSchema=" + ReadModelSchema.LIVE + ","
                    + ReadModelSchema.LIVE_PLATFORM + " among its parameters.");
        return new ReadModelTables(database);
    }
}

package io.desifans.web;

import io.desifans.db.ReadModelSchema;
import javax.sql.DataSource;

/** The 26 tables in their newest version: the query side fills them, and both sides look up sessions in them. */
public record ReadModelTables(DataSource database) {

    static final String SCHEMA = "read_model";

    /** Creates what is missing. */
    static ReadModelTables migrated(DataSource database) {
        ReadModelSchema.migrate(database, SCHEMA);
        return new ReadModelTables(database);
    }
}

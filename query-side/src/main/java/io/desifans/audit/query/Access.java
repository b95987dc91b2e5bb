package io.desifans.audit.query;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** One answer that an auditor got. */
record Access(
        long id,
        Instant time,
        String userId,
        String method,
        String path,
        @Nullable String query,
        String requestId) {

    static final Table<Record> ACCESS = table(name("audit", "access"));
    static final Field<Long> ID = field(name("id"), Long.class);
    static final Field<Instant> TIME = field(name("time"), SQLDataType.INSTANT);
    static final Field<String> USER_ID = field(name("user_id"), String.class);
    static final Field<String> METHOD = field(name("method"), String.class);
    static final Field<String> PATH = field(name("path"), String.class);
    static final Field<String> QUERY = field(name("query"), String.class);
    static final Field<String> REQUEST_ID = field(name("request_id"), String.class);
}

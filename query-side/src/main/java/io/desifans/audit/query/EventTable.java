package io.desifans.audit.query;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The table of the log. */
final class EventTable {

    static final Table<Record> EVENT = table(name("event_store", "event"));
    static final Field<Integer> EPOCH = field(name("epoch"), Integer.class);
    static final Field<Long> SEQ = field(name("seq"), Long.class);
    static final Field<UUID> AGGREGATE_ID = field(name("aggregate_id"), UUID.class);
    static final Field<Long> SEQUENCE = field(name("sequence"), Long.class);
    static final Field<String> AGGREGATE_TYPE = field(name("aggregate_type"), String.class);
    static final Field<UUID> EVENT_ID = field(name("event_id"), UUID.class);
    static final Field<String> NAME = field(name("name"), String.class);
    static final Field<String> REVISION = field(name("revision"), String.class);
    static final Field<Instant> TIME = field(name("time"), SQLDataType.INSTANT);
    static final Field<JSONB> PAYLOAD = field(name("payload"), JSONB.class);
    static final Field<JSONB> METADATA = field(name("metadata"), JSONB.class);

    private EventTable() {}

    /**
     * The events that no later one can come before. The read model's token never passes a number whose writer may still
     * commit, so a listing up to it has no holes that fill behind a cursor.
     */
    static Condition isFinal() {
        return SEQ.le(select(field(name("token", "seq"), Long.class))
                .from(table(name("event_store", "token")))
                .where(field(name("token", "name"), String.class).eq("read-models")));
    }
}

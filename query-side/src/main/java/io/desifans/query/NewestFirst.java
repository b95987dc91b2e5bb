package io.desifans.query;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.desifans.web.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

/** The order of most lists: the newest row first, rows of one moment by id. */
public record NewestFirst(Field<Instant> time, Field<UUID> id) {

    public List<OrderField<?>> order() {
        return List.of(time.desc(), id.desc());
    }

    /** The rows after the one that the parameter {@code cursor} names, or all without it. */
    public Condition after(@Nullable String cursor) {
        Cursor last = Cursor.decode(cursor, 2);
        if (last == null) return noCondition();
        return row(time, id).lessThan(last.instant(0), last.uuid(1));
    }

    /** The cursor of the page after a row. */
    public static String cursor(Instant time, UUID id) {
        return Cursor.encode(time, id);
    }
}

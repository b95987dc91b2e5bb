package io.desifans.query;

import static io.desifans.db.Tables.POST;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.row;

import io.desifans.web.Cursor;
import io.desifans.web.KeptSelect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;

/** The order of most lists: the newest row first, rows of one moment by id. */
public record NewestFirst(Field<Instant> time, Field<UUID> id) {

    /** Later than all that is stored. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Greater than all that is stored. */
    public static final UUID GREATEST = new UUID(-1, -1);

    private static final Param<Instant> AFTER_TIME = param("afterTime", POST.CREATED_AT.getDataType());
    private static final Param<UUID> AFTER_ID = param("afterId", UUID.class);

    public List<OrderField<?>> order() {
        return List.of(time.desc(), id.desc());
    }

    /** The rows after the one that the parameter {@code cursor} names, or all without it. */
    public Condition after(@Nullable String cursor) {
        Cursor last = Cursor.decode(cursor, 2);
        if (last == null) return noCondition();
        return row(time, id).lessThan(last.instant(0), last.uuid(1));
    }

    /** The rows, in a {@link KeptSelect}, after the one that {@link #from} names. */
    public Condition after() {
        return row(time, id).lessThan(AFTER_TIME, AFTER_ID);
    }

    /** Where {@link #after()} begins: after the row that the parameter {@code cursor} names, or before all without it. */
    public static KeptSelect.Asked from(@Nullable String cursor, KeptSelect.Asked asked) {
        Cursor last = Cursor.decode(cursor, 2);
        return asked.with(AFTER_TIME, last == null ? LATEST : last.instant(0))
                .with(AFTER_ID, last == null ? GREATEST : last.uuid(1));
    }

    /** The cursor of the page after a row. */
    public static String cursor(Instant time, UUID id) {
        return Cursor.encode(time, id);
    }
}

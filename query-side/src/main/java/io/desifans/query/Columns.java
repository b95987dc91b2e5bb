package io.desifans.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Columns in the form in which an answer shows them. */
public final class Columns {

    private static final JsonMapper JSON = new JsonMapper();

    private Columns() {}

    /** A jsonb column as JSON, not as a text that holds JSON. */
    public static Field<JsonNode> json(Field<JSONB> column) {
        return column.convertFrom(JsonNode.class, value -> value == null ? null : JSON.readTree(value.data()));
    }

    /** A timestamp column that holds a day, as its first instant in UTC. */
    public static Field<LocalDate> day(Field<Instant> column) {
        return column.convertFrom(
                LocalDate.class, start -> start == null ? null : LocalDate.ofInstant(start, ZoneOffset.UTC));
    }

    /** A column of a documented enum type by its label. */
    public static <E extends EnumType> Field<String> label(Field<E> column) {
        return column.convertFrom(String.class, value -> value == null ? null : value.getLiteral());
    }
}

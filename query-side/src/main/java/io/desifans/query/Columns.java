package io.desifans.query;

import static org.jooq.impl.DSL.noCondition;

import io.desifans.Labelled;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.EnumType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Columns in the form in which an answer shows them. */
public final class Columns {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern USER_ID = Pattern.compile("[a-zA-Z0-9]{32}");

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

    /** The rows of this user; all without one. */
    public static Condition isUser(Field<String> column, String parameter, @Nullable String userId) {
        if (userId == null) return noCondition();
        if (!USER_ID.matcher(userId).matches()) throw Rejected.invalid(parameter, parameter + " must be a user's id.");
        return column.eq(userId);
    }

    /** The rows with this label in a column of a documented enum type; all without one. */
    public static <E extends EnumType> Condition labelIs(Field<E> column, @Nullable Labelled value) {
        if (value == null) return noCondition();
        return column.eq(labelled(column, value.label()).orElseThrow());
    }

    /** The same for the label that stands in a parameter. */
    public static <E extends EnumType> Condition labelIs(Field<E> column, String parameter, @Nullable String label) {
        if (label == null) return noCondition();
        return column.eq(labelled(column, label).orElseThrow(() -> notOneOf(column, parameter)));
    }

    private static <E extends EnumType> Optional<E> labelled(Field<E> column, String label) {
        return Arrays.stream(column.getType().getEnumConstants())
                .filter(value -> value.getLiteral().equals(label))
                .findAny();
    }

    private static <E extends EnumType> Rejected notOneOf(Field<E> column, String parameter) {
        String labels = Arrays.stream(column.getType().getEnumConstants())
                .map(EnumType::getLiteral)
                .collect(Collectors.joining(", "));
        return Rejected.invalid(parameter, parameter + " must be one of " + labels + ".");
    }
}

package io.desifans.identity.command;

import static io.desifans.db.Tables.USER;

import io.desifans.identity.command.UserQuery.Condition;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Finds users for an admin. */
@Component
final class UserSearch {

    static final Set<String> TEXT_OPERATORS = Set.of("contains", "starts_with", "ends_with");
    static final Set<String> OPERATORS =
            Set.of("eq", "ne", "lt", "lte", "gt", "gte", "in", "not_in", "contains", "starts_with", "ends_with");

    private static final Map<String, Field<?>> FIELDS = Map.of(
            "id", USER.ID,
            "name", USER.NAME,
            "email", USER.EMAIL,
            "emailVerified", USER.EMAIL_VERIFIED,
            "role", USER.ROLE,
            "banned", DSL.coalesce(USER.BANNED, false),
            "banExpires", USER.BAN_EXPIRES,
            "createdAt", USER.CREATED_AT,
            "updatedAt", USER.UPDATED_AT);

    static final Set<String> COLUMNS = FIELDS.keySet();

    private final DSLContext tables;

    UserSearch(DSLContext tables) {
        this.tables = tables;
    }

    /** @param total of all that fit, beyond this page too */
    record Found(List<UserJson> users, long total) {}

    /** In a stable order: who is equal in it is ordered by id. */
    Found find(UserQuery query) {
        org.jooq.Condition wanted =
                DSL.and(query.conditions().stream().map(UserSearch::of).toList());
        Field<?> sorted = field(query.sortBy());
        SortField<?> order = query.descending() ? sorted.desc() : sorted.asc();
        List<UserJson> users = tables.selectFrom(USER)
                .where(wanted)
                .orderBy(order, USER.ID.asc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(IdentityRows::json);
        return new Found(users, tables.fetchCount(USER, wanted));
    }

    private static Field<?> field(String column) {
        return Objects.requireNonNull(FIELDS.get(column));
    }

    private static org.jooq.Condition of(Condition condition) {
        Field<?> field = field(condition.column());
        return TEXT_OPERATORS.contains(condition.operator()) ? text(field, condition) : compare(field, condition);
    }

    private static org.jooq.Condition text(Field<?> field, Condition condition) {
        String value = condition.value();
        return switch (condition.operator()) {
            case "starts_with" -> field.cast(String.class).startsWithIgnoreCase(value);
            case "ends_with" -> field.cast(String.class).endsWithIgnoreCase(value);
            default -> field.cast(String.class).containsIgnoreCase(value);
        };
    }

    private static org.jooq.Condition compare(Field<?> field, Condition condition) {
        if (field.getType() == Boolean.class) return typed(field.coerce(Boolean.class), condition, UserSearch::flag);
        if (field.getType() == Instant.class) return typed(field.coerce(Instant.class), condition, UserSearch::time);
        return typed(field.coerce(String.class), condition, text -> text);
    }

    private static <T> org.jooq.Condition typed(Field<T> field, Condition condition, Function<String, T> read) {
        String value = condition.value();
        return switch (condition.operator()) {
            case "eq" -> field.eq(read.apply(value));
            case "ne" -> field.isDistinctFrom(read.apply(value));
            case "lt" -> field.lt(read.apply(value));
            case "lte" -> field.le(read.apply(value));
            case "gt" -> field.gt(read.apply(value));
            case "gte" -> field.ge(read.apply(value));
            case "in" -> field.in(each(value, read));
            default -> field.notIn(each(value, read));
        };
    }

    private static <T> List<T> each(String commaList, Function<String, T> read) {
        return Arrays.stream(commaList.split(",")).map(read).toList();
    }

    private static Boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) return text.equals("true");
        throw Rejected.invalid("filterValue", "filterValue must be true or false");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Rejected.invalid("filterValue", "filterValue must be a time such as 2026-01-31T18:30:00Z");
        }
    }
}

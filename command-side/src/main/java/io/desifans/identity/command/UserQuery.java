package io.desifans.identity.command;

import io.desifans.web.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which users an admin wants to see, in the words of the clients' admin plugin. What is not known is 400 by name.
 *
 * @param limit 1 to 500
 * @param conditions all of which must hold
 */
record UserQuery(int limit, int offset, String sortBy, boolean descending, List<Condition> conditions) {

    private static final int MOST = 500;
    private static final Set<String> SEARCHED = Set.of("email", "name");

    /** One comparison. @param column as in the user's JSON */
    record Condition(String column, String operator, String value) {}

    static UserQuery page(int limit, int offset) {
        if (limit < 1) throw Rejected.invalid("limit", "limit must be 1 or more");
        if (offset < 0) throw Rejected.invalid("offset", "offset must be 0 or more");
        return new UserQuery(Math.min(limit, MOST), offset, "createdAt", false, List.of());
    }

    UserQuery sorted(String column, String direction) {
        requireOneOf("sortBy", column, UserSearch.COLUMNS);
        requireOneOf("sortDirection", direction, Set.of("asc", "desc"));
        return new UserQuery(limit, offset, column, direction.equals("desc"), conditions);
    }

    UserQuery search(String column, String operator, @Nullable String value) {
        requireOneOf("searchField", column, SEARCHED);
        requireOneOf("searchOperator", operator, UserSearch.TEXT_OPERATORS);
        return value == null || value.isEmpty() ? this : and(new Condition(column, operator, value));
    }

    UserQuery filter(@Nullable String column, String operator, @Nullable String value) {
        requireOneOf("filterOperator", operator, UserSearch.OPERATORS);
        if (column == null && value == null) return this;
        if (column == null) throw Rejected.invalid("filterField", "filterField is required");
        requireOneOf("filterField", column, UserSearch.COLUMNS);
        if (value == null) throw Rejected.invalid("filterValue", "filterValue is required");
        return and(new Condition(column, operator, value));
    }

    private UserQuery and(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new UserQuery(limit, offset, sortBy, descending, List.copyOf(all));
    }

    private static void requireOneOf(String name, String value, Set<String> known) {
        if (known.contains(value)) return;
        String choice = String.join(", ", known.stream().sorted().toList());
        throw Rejected.invalid(name, name + " must be one of " + choice);
    }
}

package io.desifans.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor where the next page begins; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Cuts a page from rows that were fetched with {@link Limit#plusOne()}.
     *
     * @param cursorAfter gives the cursor of the page that follows this item
     */
    public static <T> Page<T> of(List<T> fetched, Limit limit, Function<T, String> cursorAfter) {
        if (fetched.size() <= limit.rows()) return new Page<>(List.copyOf(fetched), null);
        List<T> items = List.copyOf(fetched.subList(0, limit.rows()));
        return new Page<>(items, cursorAfter.apply(items.getLast()));
    }
}

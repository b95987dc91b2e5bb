package io.desifans.command;

import io.desifans.web.Rejected;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a command's components must look like, checked in its compact constructor: a breach is a 400 that names the field. */
public final class Shape {

    private Shape() {}

    public static void present(String field, @Nullable Object value) {
        if (value == null) throw Rejected.invalid(field, field + " is required.");
    }

    /** Text of {@code min} to {@code max} characters (code points) that a database can hold and that is not all blank. */
    public static void text(String field, @Nullable String value, int min, int max) {
        present(field, value);
        if (value == null || !storable(value))
            throw Rejected.invalid(field, field + " holds a character that is not allowed.");
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max || (min > 0 && value.isBlank()))
            throw Rejected.invalid(field, field + " must have " + min + " to " + max + " characters.");
    }

    /** As {@link #text}, but may be absent. */
    public static void optionalText(String field, @Nullable String value, int min, int max) {
        if (value != null) text(field, value, min, max);
    }

    public static void range(String field, long value, long min, long max) {
        if (value < min || value > max)
            throw Rejected.invalid(field, field + " must be from " + min + " to " + max + ".");
    }

    public static void count(String field, @Nullable Collection<?> values, int min, int max) {
        present(field, values);
        if (values == null || values.size() < min || values.size() > max)
            throw Rejected.invalid(field, field + " must have " + min + " to " + max + " entries.");
        for (Object value : values) present(field, value);
    }

    public static void require(String field, boolean holds, String message) {
        if (!holds) throw Rejected.invalid(field, message);
    }

    /** No U+0000 and no half of a surrogate pair: neither fits into JSON in the database. */
    private static boolean storable(String value) {
        return value.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}

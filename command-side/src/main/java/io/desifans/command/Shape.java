package io.desifans.command;

import io.desifans.web.Rejected;
import io.desifans.web.StorableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a command's components must look like, checked in its compact constructor: a breach is a 400 that names the field. */
public final class Shape {

    private static final int MAX_URL = 2048;
    private static final Set<String> WEB = Set.of("http", "https");

    private Shape() {}

    /** The value, which is there. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) throw Rejected.invalid(field, field + " is required.");
        return value;
    }

    /** Text of {@code min} to {@code max} characters (code points) that a database can hold and that is not all blank. */
    public static void text(String field, @Nullable String value, int min, int max) {
        present(field, value);
        if (value == null || !StorableText.isStorable(value))
            throw Rejected.invalid(field, field + " holds a character that is not allowed.");
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max || (min > 0 && isBlank(value)))
            throw Rejected.invalid(field, field + " must have " + min + " to " + max + " characters.");
    }

    /** As {@link #text}, but may be absent. */
    public static void optionalText(String field, @Nullable String value, int min, int max) {
        if (value != null) text(field, value, min, max);
    }

    /** As {@link #text}, without control characters: a title, a name. */
    public static void line(String field, @Nullable String value, int min, int max) {
        text(field, value, min, max);
        if (value != null && value.codePoints().anyMatch(Character::isISOControl))
            throw Rejected.invalid(field, field + " must not hold control characters.");
    }

    /** As {@link #text}, with line feeds and tabs as the only control characters: a caption, a comment. */
    public static void prose(String field, @Nullable String value, int min, int max) {
        text(field, value, min, max);
        if (value != null && value.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
            throw Rejected.invalid(field, field + " must not hold control characters but line feeds and tabs.");
    }

    public static void optionalProse(String field, @Nullable String value, int min, int max) {
        if (value != null) prose(field, value, min, max);
    }

    /** An absolute http or https address of at most 2048 characters, without a user's name and password. */
    public static void url(String field, @Nullable String value) {
        line(field, value, 1, MAX_URL);
        if (value == null || !isWebAddress(value))
            throw Rejected.invalid(field, field + " must be an http or https address.");
    }

    public static void optionalUrl(String field, @Nullable String value) {
        if (value != null) url(field, value);
    }

    public static void range(String field, long value, long min, long max) {
        if (value < min || value > max)
            throw Rejected.invalid(field, field + " must be from " + min + " to " + max + ".");
    }

    /** An amount in paise: 422 {@code AMOUNT_OUT_OF_RANGE} beyond the limits. */
    public static void amount(String field, long paise, long min, long max) {
        if (paise < min || paise > max)
            throw Rejected.unprocessable(
                    "AMOUNT_OUT_OF_RANGE", field, field + " must be from " + min + " to " + max + " paise.");
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

    private static boolean isBlank(String value) {
        return value.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static boolean isWebAddress(String value) {
        try {
            URI uri = new URI(value);
            return WEB.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

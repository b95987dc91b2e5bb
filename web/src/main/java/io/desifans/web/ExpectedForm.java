package io.desifans.web;

import io.desifans.Labelled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a value of a type is written by clients, to stand after "must be". */
final class ExpectedForm {

    private static final Map<Class<?>, String> FORMS = Map.ofEntries(
            Map.entry(UUID.class, "a UUID such as 01890a5d-ac96-774b-bcce-b302099a8057"),
            Map.entry(Instant.class, "an instant such as 2026-01-31T18:30:00.000Z"),
            Map.entry(LocalDate.class, "a date such as 2026-01-31"),
            Map.entry(Amount.class, "a whole number of paise"),
            Map.entry(String.class, "text"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(int.class, "a whole number up to 2147483647"),
            Map.entry(Integer.class, "a whole number up to 2147483647"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"));

    private ExpectedForm() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) return "of the right form";
        String form = FORMS.get(type);
        if (form != null) return form;
        if (type.isEnum()) return "one of " + String.join(", ", labels(type));
        if (Collection.class.isAssignableFrom(type)) return "a list";
        if (type.isRecord() || Map.class.isAssignableFrom(type)) return "an object";
        return "of the right form";
    }

    private static List<String> labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value instanceof Labelled labelled ? labelled.label() : ((Enum<?>) value).name())
                .toList();
    }
}

package io.desifans.identity.command;

import io.desifans.web.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a sign-up or sign-in, from a JSON object or a form. Unknown ones are ignored. */
record Fields(Map<String, ?> values) {

    private static final Set<String> NEVER_ONES_OWN =
            Set.of("role", "banned", "banReason", "banExpires", "emailVerified");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final long MOST_SECONDS = Duration.ofDays(36_525).toSeconds();

    /** 400 {@code FIELD_NOT_ALLOWED} for what nobody may say about themselves. */
    void refuseForbidden() {
        for (String field : NEVER_ONES_OWN) if (values.containsKey(field)) throw notAllowed(field);
    }

    /** 400 {@code FIELD_NOT_ALLOWED} for any other. */
    void allowOnly(Set<String> allowed) {
        for (String field : values.keySet()) if (!allowed.contains(field)) throw notAllowed(field);
    }

    private static Rejected notAllowed(String field) {
        return Rejected.invalid("FIELD_NOT_ALLOWED", field, field + " is not allowed to be set");
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) throw Rejected.invalid(field, field + " is required");
        return text;
    }

    @Nullable
    String optionalText(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof String) return (String) value;
        throw Rejected.invalid(field, field + " must be a string");
    }

    /** Whole seconds, one to a hundred years of them. */
    Optional<Long> optionalSeconds(String field) {
        Object value = values.get(field);
        if (value == null) return Optional.empty();
        if (value instanceof Number number
                && (value instanceof Integer || value instanceof Long)
                && number.longValue() >= 1
                && number.longValue() <= MOST_SECONDS) return Optional.of(number.longValue());
        throw Rejected.invalid(field, field + " must be a whole number of seconds, from 1 to " + MOST_SECONDS);
    }

    /** No texts if they are not there. */
    List<String> optionalTexts(String field) {
        Object value = values.get(field);
        if (value == null) return List.of();
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance))
            throw Rejected.invalid(field, field + " must be a list of strings");
        return list.stream().map(String.class::cast).toList();
    }

    /** An object inside; one without fields if it is not there. */
    Fields optionalObject(String field) {
        Object value = values.get(field);
        if (value == null) return new Fields(Map.of());
        if (!(value instanceof Map<?, ?> object)) throw Rejected.invalid(field, field + " must be an object");
        Map<String, Object> inner = new LinkedHashMap<>();
        object.forEach((name, each) -> inner.put(String.valueOf(name), each));
        return new Fields(inner);
    }

    /** 400 {@code FIELD_NOT_ALLOWED} for any other field than this one. */
    @Nullable
    String onlyOptionalText(String field) {
        allowOnly(Set.of(field));
        return optionalText(field);
    }

    /** An instant in ISO-8601, as JavaScript writes a date, in the years that a table can hold and a person can mean. */
    Optional<Instant> optionalInstant(String field) {
        String text = optionalText(field);
        if (text == null) return Optional.empty();
        try {
            Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)) return Optional.of(at);
        } catch (DateTimeParseException e) {
            throw noInstant(field);
        }
        throw noInstant(field);
    }

    private static Rejected noInstant(String field) {
        return Rejected.invalid(field, field + " must be a date and time such as 2026-02-17T11:00:00.000Z");
    }

    boolean requiredFlag(String field) {
        if (values.get(field) == null) throw Rejected.invalid(field, field + " is required");
        return flag(field, false);
    }

    /** A form has no booleans, only their names. */
    boolean flag(String field, boolean otherwise) {
        Object value = values.get(field);
        if (value == null) return otherwise;
        if (value instanceof Boolean flag) return flag;
        if (value.equals("true") || value.equals("false")) return value.equals("true");
        throw Rejected.invalid(field, field + " must be a boolean");
    }
}

package io.desifans.identity.command;

import io.desifans.command.Shape;
import io.desifans.web.Rejected;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of another server's table, by its columns' names, as JSON or CSV has it. In CSV an empty text is none. */
record ImportedRow(Map<String, Object> values) {

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** The tables that there are, told by the columns that they alone have. */
    enum Table {
        USER,
        ACCOUNT,
        SESSION,
        VERIFICATION
    }

    Table table() {
        if (values.containsKey("providerId")) return Table.ACCOUNT;
        if (values.containsKey("identifier")) return Table.VERIFICATION;
        if (values.containsKey("token")) return Table.SESSION;
        if (values.containsKey("email")) return Table.USER;
        throw Rejected.invalid("UNKNOWN_TABLE", "table", "no row of user, account, session or verification");
    }

    /** Letters, digits, hyphens and underscores. */
    String id(String column) {
        String id = text(column, 64);
        Shape.require(column, id.matches("[A-Za-z0-9_-]+"), column + " is no id");
        return id;
    }

    String text(String column, int longest) {
        String text = optionalText(column, longest);
        if (text == null) throw Rejected.invalid(column, column + " is required");
        return text;
    }

    @Nullable
    String optionalText(String column, int longest) {
        Object value = values.get(column);
        if (value == null || value.equals("")) return null;
        if (!(value instanceof String text)) throw Rejected.invalid(column, column + " must be a text");
        Shape.text(column, text, 1, longest);
        return text;
    }

    boolean flag(String column) {
        Object value = values.get(column);
        return switch (String.valueOf(value)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0", "null", "" -> false;
            default -> throw Rejected.invalid(column, column + " must be true or false");
        };
    }

    Instant date(String column) {
        Instant date = optionalDate(column);
        if (date == null) throw Rejected.invalid(column, column + " is required");
        return date;
    }

    /** ISO-8601, the same with a blank as PostgreSQL writes it, or milliseconds since 1970; UTC unless it says otherwise. */
    @Nullable
    Instant optionalDate(String column) {
        Object value = values.get(column);
        if (value == null || value.equals("")) return null;
        try {
            Instant at = instant(value).truncatedTo(ChronoUnit.MILLIS);
            if (!at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)) return at;
        } catch (DateTimeParseException | NumberFormatException e) {
            throw noDate(column);
        }
        throw noDate(column);
    }

    private static Instant instant(Object value) {
        String text = value.toString();
        if (text.matches("[0-9]{1,15}")) return Instant.ofEpochMilli(Long.parseLong(text));
        String iso = text.replaceFirst(" ", "T").replaceFirst("([+-][0-9]{2})$", "$1:00");
        return iso.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static Rejected noDate(String column) {
        return Rejected.invalid(column, column + " must be a date and time from 1970 to 2199");
    }
}

package io.desifans.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Values that are JSON text in exactly one form: instants with their offset, calendar dates, ids with their four dashes. */
final class StrictText<T> extends StdDeserializer<T> implements Converter<String, T> {

    static final StrictText<Instant> INSTANT = new StrictText<>(Instant.class, StrictText::instant);
    static final StrictText<LocalDate> DATE = new StrictText<>(LocalDate.class, StrictText::date);
    static final StrictText<UUID> ID = new StrictText<>(UUID.class, StrictText::uuid);

    private final Function<String, T> parser;

    private StrictText(Class<T> type, Function<String, T> parser) {
        super(type);
        this.parser = parser;
    }

    /** Reads a parameter of the path or query. */
    @Override
    public T convert(String text) {
        return parser.apply(text);
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return parser.apply(in.getString());
            } catch (IllegalArgumentException | DateTimeException e) {
                // Said in one place, below.
            }
        }
        throw MismatchedInputException.from(in, handledType(), "not in the one form it must have");
    }

    private static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        documented(instant.atOffset(ZoneOffset.UTC).getYear());
        return instant;
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        documented(date.getYear());
        return date;
    }

    private static UUID uuid(String text) {
        if (text.length() != 36) throw new IllegalArgumentException("not 36 characters");
        return UUID.fromString(text);
    }

    /** Years that have four digits in every form we write. */
    private static void documented(int year) {
        if (year < 1 || year > 9999) throw new DateTimeException("year out of range");
    }
}

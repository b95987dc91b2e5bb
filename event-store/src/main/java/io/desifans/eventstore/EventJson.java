package io.desifans.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How values stand in JSON in the log, and which of them may. */
final class EventJson {

    /** ±(2^53−1): what every reader of JSON takes for the same integer (RFC 7493 §2.2). */
    private static final BigInteger GREATEST_INTEGER = BigInteger.valueOf((1L << 53) - 1);

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** A component that is missing in the text reads as null, for a default in the record's compact constructor. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantWriter())
                    .addDeserializer(Instant.class, new InstantReader()))
            .changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRAP_EXCEPTIONS)
            .build();

    private EventJson() {}

    /**
     * The value as JSON.
     *
     * @param field the component it is the value of
     * @throws NotStorable if something in it may not stand in an event
     */
    static JsonNode of(String field, @Nullable Object value) {
        JsonNode json = tree(field, value);
        check(field, json);
        return json;
    }

    private static JsonNode tree(String field, @Nullable Object value) {
        try {
            return MAPPER.valueToTree(value);
        } catch (DateTimeException e) {
            throw new NotStorable(field, "an instant with more than milliseconds");
        } catch (JacksonException e) {
            throw new NotStorable(field, "has no form in JSON");
        }
    }

    static void check(String field, JsonNode json) {
        switch (json.getNodeType()) {
            case NULL, BOOLEAN -> {}
            case STRING -> checkText(field, json.stringValue());
            case NUMBER -> checkNumber(field, json);
            case ARRAY -> json.forEach(element -> check(field, element));
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> property : json.properties()) {
                    checkText(field, property.getKey());
                    check(field, property.getValue());
                }
            }
            default -> throw new NotStorable(field, "is no JSON value");
        }
    }

    private static void checkNumber(String field, JsonNode number) {
        if (!number.isIntegralNumber()) throw new NotStorable(field, "a number with a fraction");
        if (number.bigIntegerValue().abs().compareTo(GREATEST_INTEGER) > 0)
            throw new NotStorable(field, "an integer beyond ±(2^53-1)");
    }

    private static void checkText(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) throw new NotStorable(field, "the character U+0000");
            if (!Character.isSurrogate(c)) continue;
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) throw new NotStorable(field, "half of a surrogate pair");
            i++;
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            if (instant.getNano() % 1_000_000 != 0)
                throw new DateTimeException("an instant with more than milliseconds");
            json.writeString(MILLISECONDS.format(instant));
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) {
            return Instant.parse(json.getString());
        }
    }
}

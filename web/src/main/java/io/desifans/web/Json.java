package io.desifans.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/** How JSON is read and written here: nothing is guessed on the way in, and an instant goes out as UTC with milliseconds. */
final class Json {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 256;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int LATEST_YEAR = 9999;
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    /** For bodies under {@code /api/v1}: an unknown field is an error. Also writes every answer. */
    static final JsonMapper STRICT = mapper(true);

    /** For bodies under {@code /api/auth}, whose clients may send fields that only some servers know. */
    static final JsonMapper LENIENT = mapper(false);

    private Json() {}

    private static JsonMapper mapper(boolean unknownFieldsRefused) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, unknownFieldsRefused)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(
                        coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        coercion -> coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .annotationIntrospector(new RequiredComponents())
                .addModule(new SimpleModule("desifans")
                        .addDeserializer(Instant.class, StrictText.INSTANT)
                        .addDeserializer(LocalDate.class, StrictText.DATE)
                        .addDeserializer(UUID.class, StrictText.ID)
                        .addDeserializer(Amount.class, new Amount.FromJson())
                        .addDeserializer(Change.class, new Change.FromJson())
                        .addSerializer(new InstantInMillis()))
                .build();
    }

    private static final class InstantInMillis extends StdSerializer<Instant> {

        InstantInMillis() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(text(value));
        }

        /** Digit by digit: a page has dozens of them, and a formatter takes ten times as long. */
        private static String text(Instant value) {
            LocalDateTime utc = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
            int year = utc.getYear();
            if (year < 0 || year > LATEST_YEAR) return MILLIS.format(utc);
            char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
            digits(text, 4, year);
            digits(text, 7, utc.getMonthValue());
            digits(text, 10, utc.getDayOfMonth());
            digits(text, 13, utc.getHour());
            digits(text, 16, utc.getMinute());
            digits(text, 19, utc.getSecond());
            digits(text, 23, utc.getNano() / NANOS_PER_MILLI);
            return new String(text);
        }

        /** @param end after the last of them */
        private static void digits(char[] text, int end, int number) {
            for (int at = end - 1, left = number; left > 0; at--, left /= 10) text[at] = (char) ('0' + left % 10);
        }
    }
}

package io.desifans.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** JSON as the real gateway reads and writes it: snake_case, unknown fields let pass, no value of another type. */
final class Json {

    private static final int LARGEST_BODY = 1 << 20;
    private static final int MOST_METADATA = 50;
    private static final int LONGEST_METADATA = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private Json() {}

    /** @throws Refused 400 or 413 */
    static <T> T read(ServerRequest request, Class<T> type) {
        try {
            byte[] body = request.servletRequest().getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) throw Refused.tooLarge();
            T value = MAPPER.readValue(body, type);
            if (value == null) throw Refused.body("The body must be a JSON object.");
            return value;
        } catch (DatabindException e) {
            throw Refused.body(field(e) + " is missing or of the wrong type.");
        } catch (JacksonException e) {
            throw Refused.body("The body is no valid JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static ServerResponse answer(Object value) {
        return answer(200, value);
    }

    static ServerResponse answer(int status, Object value) {
        try {
            return ServerResponse.status(status)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(MAPPER.writeValueAsBytes(value));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws Refused 400 if the field is absent */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) throw Refused.body(field + " is missing.");
        return value;
    }

    /** @throws Refused unless every value is a text, a number or a boolean */
    static Map<String, Object> metadata(@Nullable Map<String, @Nullable Object> metadata) {
        if (metadata == null) return Map.of();
        if (metadata.size() > MOST_METADATA) throw Refused.unprocessable("metadata has more than 50 keys.");
        metadata.forEach((key, value) -> {
            boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (!plain) throw Refused.body("metadata." + key + " must be a string, a number or a boolean.");
            if (String.valueOf(value).length() > LONGEST_METADATA)
                throw Refused.unprocessable("metadata." + key + " is longer than " + LONGEST_METADATA + " characters.");
        });
        return Map.copyOf(metadata);
    }

    private static String field(DatabindException e) {
        List<JacksonException.Reference> path = e.getPath();
        String field = path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return field.isEmpty() ? "The body" : field.replaceFirst("^\\.", "");
    }
}

package io.desifans.web;

import io.desifans.Labelled;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MapSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.EnumType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of bodies and answers, as {@link Json} reads and writes them. A body must have every component of its record
 * that is not {@link Nullable}, what is only answered has them all. A type without a schema is a mistake in a controller's signature.
 */
final class RecordSchemas {

    private static final String NULL = "null";

    private static final Map<Class<?>, Supplier<Schema<?>>> VALUES = Map.ofEntries(
            Map.entry(String.class, StringSchema::new),
            Map.entry(UUID.class, UUIDSchema::new),
            Map.entry(Instant.class, DateTimeSchema::new),
            Map.entry(LocalDate.class, DateSchema::new),
            Map.entry(Boolean.class, BooleanSchema::new),
            Map.entry(Integer.class, IntegerSchema::new),
            Map.entry(Long.class, () -> new IntegerSchema().format("int64")),
            Map.entry(Amount.class, () -> new IntegerSchema().format("int64")),
            Map.entry(Double.class, NumberSchema::new),
            Map.entry(JsonNode.class, Schema::new),
            Map.entry(Object.class, Schema::new));

    private final Map<String, Schema<?>> byName = new TreeMap<>();
    private final Map<String, Described> described = new HashMap<>();

    private record Described(Class<?> type, boolean inAnswers) {}

    /** Those of the records met so far. */
    synchronized Map<String, Schema<?>> byName() {
        return new TreeMap<>(byName);
    }

    synchronized Schema<?> ofBody(ResolvableType type) {
        return of(type, false);
    }

    synchronized Schema<?> ofAnswer(ResolvableType type) {
        return of(type, true);
    }

    private Schema<?> of(ResolvableType type, boolean inAnswers) {
        Class<?> raw = type.toClass();
        Supplier<Schema<?>> value = VALUES.get(ClassUtils.resolvePrimitiveIfNecessary(raw));
        if (value != null) return value.get();
        if (raw == Change.class || raw == Optional.class) return orNull(of(type.getGeneric(0), inAnswers));
        if (Collection.class.isAssignableFrom(raw)) return new ArraySchema().items(of(type.getGeneric(0), inAnswers));
        if (Map.class.isAssignableFrom(raw))
            return new MapSchema().additionalProperties(of(type.getGeneric(1), inAnswers));
        if (raw.isEnum()) return labels(raw);
        if (raw.isSealed()) return anyOf(raw, inAnswers);
        if (raw.isRecord()) return reference(type, inAnswers);
        throw new IllegalStateException(type + " has no schema: let the controller take or give a record.");
    }

    private static Schema<?> labels(Class<?> type) {
        StringSchema schema = new StringSchema();
        Arrays.stream(type.getEnumConstants()).map(RecordSchemas::label).forEach(schema::addEnumItem);
        return schema;
    }

    private static String label(Object value) {
        return switch (value) {
            case Labelled labelled -> labelled.label();
            case EnumType ofTables -> ofTables.getLiteral();
            default -> ((Enum<?>) value).name();
        };
    }

    private static Schema<?> oneOf(OneOf few) {
        StringSchema schema = new StringSchema();
        for (Class<?> type : few.value()) labels(type).getEnum().forEach(label -> schema.addEnumItem((String) label));
        for (String label : few.labels()) schema.addEnumItem(label);
        return schema;
    }

    private Schema<?> anyOf(Class<?> type, boolean inAnswers) {
        Schema<?> schema = new Schema<>();
        for (Class<?> each : type.getPermittedSubclasses())
            schema.addAnyOfItem(of(ResolvableType.forClass(each), inAnswers));
        return schema;
    }

    private Schema<?> reference(ResolvableType type, boolean inAnswers) {
        String name = nameOf(type);
        Described before = described.get(name);
        if (before != null && before.type() != type.toClass())
            throw new IllegalStateException(
                    before.type() + " and " + type + " are both called " + name + ": rename one.");
        if (before == null || before.inAnswers() && !inAnswers) {
            described.put(name, new Described(type.toClass(), inAnswers));
            byName.put(name, properties(type, inAnswers));
        }
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private Schema<?> properties(ResolvableType type, boolean inAnswers) {
        Schema<?> schema = new ObjectSchema();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.toClass().getRecordComponents()) {
            OneOf few = component.getAnnotation(OneOf.class);
            Schema<?> value =
                    few == null ? of(ResolvableType.forType(component.getGenericType(), type), inAnswers) : oneOf(few);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            schema.addProperty(component.getName(), nullable ? orNull(value) : value);
            if (inAnswers || !nullable) required.add(component.getName());
        }
        if (!required.isEmpty()) schema.setRequired(required);
        return schema;
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            Schema<?> nothing = new Schema<>();
            nothing.addType(NULL);
            return new Schema<>().addAnyOfItem(schema).addAnyOfItem(nothing);
        }
        if (schema.getTypes() != null) schema.addType(NULL);
        if (schema instanceof StringSchema text && text.getEnum() != null) text.addEnumItem(null);
        return schema;
    }

    /** A controller's own records need no more than their name; a page is named by its items. */
    private static String nameOf(ResolvableType type) {
        Class<?> raw = type.toClass();
        if (type.hasGenerics()) return nameOf(type.getGeneric(0)) + raw.getSimpleName();
        Class<?> outer = raw.getDeclaringClass();
        if (outer == null || AnnotatedElementUtils.hasAnnotation(outer, RestController.class))
            return raw.getSimpleName();
        return outer.getSimpleName() + raw.getSimpleName();
    }
}

package io.desifans.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * What a PATCH says of one field (RFC 7396): a body's component that is absent is null and leaves the value as it is; a JSON
 * null is a change to null, which takes the value away, or is refused where there must be one.
 */
public record Change<T>(@Nullable T to) {

    /** The value after a change, or as it was without one. */
    public static <T> @Nullable T of(@Nullable Change<T> change, @Nullable T before) {
        return change == null ? before : change.to;
    }

    /** The new value of what must always be there, or null without a change; 400 for a change that takes it away. */
    public static <T> @Nullable T required(String field, @Nullable Change<T> change) {
        if (change == null) return null;
        if (change.to == null) throw Rejected.invalid(field, field + " must not be null.");
        return change.to;
    }

    static final class FromJson extends ValueDeserializer<Change<?>> {

        private final @Nullable JavaType type;

        FromJson() {
            this(null);
        }

        private FromJson(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new FromJson(context.getContextualType().containedType(0));
        }

        @Override
        public Change<?> deserialize(JsonParser in, DeserializationContext context) {
            return new Change<>(context.readValue(in, Objects.requireNonNull(type)));
        }

        @Override
        public Change<?> getNullValue(DeserializationContext context) {
            return new Change<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}

package io.desifans.eventstore;

import io.desifans.DerivedId;
import io.desifans.Event;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One event of each record, always the same, with a value in every component. */
final class SampleEvents {

    private SampleEvents() {}

    static <E extends Event> E of(Class<E> event) {
        return record(event);
    }

    private static <R> R record(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), component.getName()))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic)
            return generic.getRawType() == List.class
                    ? List.of(
                            value(generic.getActualTypeArguments()[0], name + " 1"),
                            value(generic.getActualTypeArguments()[0], name + " 2"))
                    : freeJson();
        if (type == String.class) return name + " é 🙂";
        if (type == UUID.class) return DerivedId.of("sample", name);
        if (type == Instant.class) return Instant.parse("2026-01-02T03:04:05.600Z");
        if (type == LocalDate.class) return LocalDate.of(2000, 2, 29);
        if (type == boolean.class || type == Boolean.class) return true;
        if (type == int.class || type == Integer.class) return 7;
        if (type == long.class || type == Long.class) return 9007199254740991L;
        Class<?> ours = (Class<?>) type;
        return ours.isEnum() ? ours.getEnumConstants()[0] : record(ours);
    }

    private static Map<String, Object> freeJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("width", 1920);
        json.put("codecs", List.of("h264", "aac"));
        json.put("taken", null);
        return json;
    }
}

package io.desifans.eventstore;

import io.desifans.Event;
import io.desifans.Person;
import io.desifans.Personal;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the record of an event says about its components.
 *
 * @param components all of them, in order
 * @param persons names of those that hold a person's id, in order
 * @param personal names of those to be sealed, each with the name of the one that holds whose datum it is
 * @param keptSealed names of those among them that readers get sealed
 */
record EventForm(
        List<RecordComponent> components, List<String> persons, Map<String, String> personal, Set<String> keptSealed) {

    private static final ClassValue<EventForm> FORMS = new ClassValue<>() {
        @Override
        protected EventForm computeValue(Class<?> event) {
            return read(event);
        }
    };

    static EventForm of(Class<?> event) {
        return FORMS.get(event);
    }

    private static EventForm read(Class<?> event) {
        List<RecordComponent> components = List.of(event.getRecordComponents());
        components.forEach(component -> component.getAccessor().setAccessible(true));
        Map<String, String> personal = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            Personal mark = component.getAnnotation(Personal.class);
            if (mark != null) personal.put(component.getName(), mark.of());
        }
        Stream<String> persons = components.stream()
                .filter(component -> component.isAnnotationPresent(Person.class))
                .map(RecordComponent::getName);
        Set<String> keptSealed = components.stream()
                .filter(component -> isKeptSealed(component.getAnnotation(Personal.class)))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        return new EventForm(components, persons.toList(), personal, keptSealed);
    }

    private static boolean isKeptSealed(@Nullable Personal mark) {
        return mark != null && mark.keptSealed();
    }

    /** The event as JSON, nothing sealed yet: every component, null included. */
    ObjectNode json(Event event) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        for (RecordComponent component : components)
            json.set(component.getName(), EventJson.of(component.getName(), value(component, event)));
        return json;
    }

    /** Whose personal data it holds; those that are null are nobody's. */
    Stream<String> personsOfData(Event event) {
        ObjectNode json = json(event);
        return personal.entrySet().stream()
                .filter(component -> !json.path(component.getKey()).isNull())
                .map(component -> json.path(component.getValue()).stringValue());
    }

    private static @Nullable Object value(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(event.getClass() + " does not show its " + component.getName(), e);
        }
    }
}

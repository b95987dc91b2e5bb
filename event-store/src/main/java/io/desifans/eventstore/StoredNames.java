package io.desifans.eventstore;

import io.desifans.Event;
import io.desifans.EventFamilies;
import io.desifans.Revision;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.common.AxonNonTransientException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;

/** The names and revisions under which events are stored: the record's simple name, wherever its class lives. */
public final class StoredNames {

    private static final String FIRST_REVISION = "1";

    private final Map<String, Class<? extends Event>> eventsByName = new HashMap<>();
    private final Map<Class<?>, SerializedType> typesByEvent = new HashMap<>();

    /** @param families sealed interfaces of event records */
    public StoredNames(Collection<Class<? extends Event>> families) {
        for (Class<? extends Event> family : families)
            EventFamilies.eventsOf(family).forEach(this::add);
    }

    /** Those of every event there is. */
    public static StoredNames ofAllFamilies() {
        return new StoredNames(EventFamilies.ALL);
    }

    private void add(Class<? extends Event> event) {
        String name = event.getSimpleName();
        Class<? extends Event> other = eventsByName.put(name, event);
        if (other != null)
            throw new IllegalArgumentException(
                    event.getName() + " and " + other.getName() + " have the same simple name");
        Revision revision = event.getAnnotation(Revision.class);
        typesByEvent.put(event, new SimpleSerializedType(name, revision == null ? FIRST_REVISION : revision.value()));
    }

    /** Name and revision under which the events of this class are stored now. */
    public SerializedType typeOf(Class<?> event) {
        SerializedType type = typesByEvent.get(event);
        if (type == null) throw new UnknownEvent(event.getName() + " belongs to no family in EventFamilies.ALL");
        return type;
    }

    /**
     * The class of what is stored so, once all upcasters have seen it.
     *
     * @throws UnknownEvent if this build does not know the name, or not in this revision
     */
    public Class<? extends Event> eventOf(SerializedType stored) {
        Class<? extends Event> event = eventsByName.get(stored.getName());
        if (event == null) throw new UnknownEvent("no event is called " + stored.getName());
        SerializedType current = typeOf(event);
        if (!current.equals(stored))
            throw new UnknownEvent(stored.getName() + " in revision " + stored.getRevision()
                    + ", which no upcaster turns into revision " + current.getRevision());
        return event;
    }

    /** The components of such an event that readers get sealed; none if this build does not know the name. */
    Set<String> keptSealed(String name) {
        Class<? extends Event> event = eventsByName.get(name);
        return event == null ? Set.of() : EventForm.of(event).keptSealed();
    }

    /** Every event there is. */
    public Collection<Class<? extends Event>> events() {
        return List.copyOf(eventsByName.values());
    }

    /** The events of a log that this build cannot read stop its reader; they are never passed over. */
    public static final class UnknownEvent extends AxonNonTransientException {

        private static final long serialVersionUID = 1L;

        UnknownEvent(String message) {
            super(message);
        }
    }
}

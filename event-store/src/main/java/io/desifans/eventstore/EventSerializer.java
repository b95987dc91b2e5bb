package io.desifans.eventstore;

import io.desifans.Event;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.axonframework.serialization.jackson3.JsonNodeToObjectNodeConverter;
import org.axonframework.serialization.jackson3.ObjectNodeToJsonNodeConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events and their metadata as JSON. Writes them under their stored names, and none with a personal datum in clear. */
public final class EventSerializer implements Serializer {

    private static final SerializedType METADATA = new SimpleSerializedType(MetaData.class.getName(), null);

    private final StoredNames names;
    private final ChainingConverter converter = new ChainingConverter(EventSerializer.class.getClassLoader());

    public EventSerializer(StoredNames names) {
        this.names = names;
        converter.registerConverter(new ByteArrayToJsonNodeConverter(EventJson.MAPPER));
        converter.registerConverter(new JsonNodeToByteArrayConverter(EventJson.MAPPER));
        converter.registerConverter(new JsonNodeToObjectNodeConverter());
        converter.registerConverter(new ObjectNodeToJsonNodeConverter());
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        return switch (object) {
            case SealedEvent sealed -> stored(sealed.payload(), sealed.type(), representation);
            case Event event -> stored(jsonWithoutPersonalData(event), names.typeOf(event.getClass()), representation);
            case MetaData metaData -> stored(json(metaData), METADATA, representation);
            case null -> throw new SerializationException("nothing is no event");
            default -> throw new SerializationException(object.getClass().getName() + " is no event");
        };
    }

    private <T> SerializedObject<T> stored(ObjectNode json, SerializedType type, Class<T> representation) {
        return new SimpleSerializedObject<>(
                converter.convert(json, JsonNode.class, representation), representation, type);
    }

    private static ObjectNode jsonWithoutPersonalData(Event event) {
        EventForm form = EventForm.of(event.getClass());
        ObjectNode json = form.json(event);
        for (String component : form.personal().keySet())
            if (!json.path(component).isNull())
                throw new SerializationException(
                        event.getClass().getSimpleName() + "." + component + " reached the store unsealed");
        return json;
    }

    private static ObjectNode json(MetaData metaData) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        for (Map.Entry<String, Object> entry : metaData.entrySet()) {
            if (!(entry.getValue() instanceof String text)) throw new NotStorable(entry.getKey(), "metadata is text");
            json.put(entry.getKey(), text);
        }
        EventJson.check("metadata", json);
        return json;
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(JsonNode.class, representation);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> stored) {
        Class<?> type = classForType(stored.getType());
        JsonNode json = converter.convert(stored, JsonNode.class).getData();
        return (T) (type == MetaData.class ? metaData(json) : event(json, type));
    }

    private static MetaData metaData(JsonNode json) {
        return MetaData.from(json.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue())));
    }

    /** The parser's own message would quote what it read, so it is left out. */
    private static Object event(JsonNode json, Class<?> type) {
        try {
            return EventJson.MAPPER.treeToValue(json, type);
        } catch (JacksonException e) {
            throw new SerializationException(
                    "a stored " + type.getSimpleName() + " does not fit its record" + where(e));
        }
    }

    private static String where(JacksonException e) {
        boolean known = e instanceof DatabindException && !e.getPath().isEmpty();
        return known ? ", at " + e.getPath().getFirst().getPropertyName() : "";
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return type.getName().equals(METADATA.getName()) ? MetaData.class : names.eventOf(type);
    }

    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null) return SerializedType.emptyType();
        return type == MetaData.class ? METADATA : names.typeOf(type);
    }

    StoredNames names() {
        return names;
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}

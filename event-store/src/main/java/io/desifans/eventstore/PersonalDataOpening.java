package io.desifans.eventstore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.SecretKey;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.UpcastedEventRepresentation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens the sealed components of events as they are read, before any other upcaster sees them. What was sealed under a
 * destroyed key reads as null. Sealed metadata stay sealed; see {@link #open}.
 */
public final class PersonalDataOpening implements EventUpcaster {

    /** Events whose keys are fetched with one query. */
    private static final int EVENTS_AT_ONCE = 500;

    private final PersonKeys keys;
    private final Converter converter;

    public PersonalDataOpening(PersonKeys keys, EventSerializer serializer) {
        this.keys = keys;
        this.converter = serializer.getConverter();
    }

    /**
     * Opens one sealed value.
     *
     * @param field the component it is the value of; for metadata {@code metadata.reason}, {@code metadata.client}
     * @return nothing if the key is destroyed
     * @throws SealedValueRefused if it was changed, or sealed for another event or field
     */
    public Optional<JsonNode> open(String eventId, String field, JsonNode sealed) {
        UUID keyId = SealedValue.keyId(sealed);
        return opened(keys.forOpening(Set.of(keyId)), eventId, field, sealed);
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return StreamSupport.stream(new Opened(events.spliterator()), false).onClose(events::close);
    }

    private List<IntermediateEventRepresentation> opened(List<IntermediateEventRepresentation> events) {
        List<JsonNode> payloads = new ArrayList<>(events.size());
        Set<UUID> keyIds = new HashSet<>();
        for (IntermediateEventRepresentation event : events) {
            JsonNode payload = event.getData(JsonNode.class).getData();
            payloads.add(payload);
            for (JsonNode component : payload)
                if (SealedValue.isSealed(component)) keyIds.add(SealedValue.keyId(component));
        }
        Map<UUID, Optional<SecretKey>> found = keys.forOpening(keyIds);
        List<IntermediateEventRepresentation> opened = new ArrayList<>(events.size());
        for (int i = 0; i < payloads.size(); i++)
            opened.add(new OpenedEvent(events.get(i), opened(events.get(i), payloads.get(i), found), converter));
        return opened;
    }

    private static JsonNode opened(
            IntermediateEventRepresentation event, JsonNode payload, Map<UUID, Optional<SecretKey>> keys) {
        if (!(payload instanceof ObjectNode components)) return payload;
        for (Map.Entry<String, JsonNode> component : components.properties()) {
            JsonNode value = component.getValue();
            if (!SealedValue.isSealed(value)) continue;
            component.setValue(opened(keys, event.getMessageIdentifier(), component.getKey(), value)
                    .orElse(NullNode.instance));
        }
        return components;
    }

    private static Optional<JsonNode> opened(
            Map<UUID, Optional<SecretKey>> keys, String eventId, String field, JsonNode sealed) {
        return Objects.requireNonNull(keys.get(SealedValue.keyId(sealed)))
                .map(key -> SealedValue.open(key, eventId, field, sealed));
    }

    /** Takes what the source has, up to {@link #EVENTS_AT_ONCE}, and opens it together. */
    private final class Opened extends AbstractSpliterator<IntermediateEventRepresentation> {

        private final Spliterator<IntermediateEventRepresentation> source;
        private List<IntermediateEventRepresentation> page = List.of();
        private int next;

        Opened(Spliterator<IntermediateEventRepresentation> source) {
            super(source.estimateSize(), Spliterator.ORDERED);
            this.source = source;
        }

        @Override
        public boolean tryAdvance(Consumer<? super IntermediateEventRepresentation> action) {
            if (next == page.size()) fetch();
            if (page.isEmpty()) return false;
            action.accept(page.get(next++));
            return true;
        }

        private void fetch() {
            List<IntermediateEventRepresentation> sealed = new ArrayList<>();
            while (sealed.size() < EVENTS_AT_ONCE && source.tryAdvance(sealed::add)) {}
            page = opened(sealed);
            next = 0;
        }
    }

    /** An event with the payload that was opened once, so that nothing is parsed or decrypted twice. */
    private static final class OpenedEvent extends UpcastedEventRepresentation<JsonNode> {

        private final IntermediateEventRepresentation source;
        private final JsonNode payload;

        OpenedEvent(IntermediateEventRepresentation source, JsonNode payload, Converter converter) {
            super(source.getType(), source, any -> payload, any -> any, JsonNode.class, converter);
            this.source = source;
            this.payload = payload;
        }

        @Override
        public SerializedObject<JsonNode> getData() {
            return new SimpleSerializedObject<>(payload, JsonNode.class, getType());
        }

        @Override
        public LazyDeserializingObject<MetaData> getMetaData() {
            return source.getMetaData();
        }
    }
}

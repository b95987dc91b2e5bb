package io.desifans.eventstore;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
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
import tools.jackson.databind.node.StringNode;

/**
 * Opens the sealed components of events as they are read, before any other upcaster sees them. What was sealed under a
 * destroyed key reads as null. What is to be kept sealed reads as the text of the sealed value, for {@link SealedTexts}.
 * Sealed metadata stay sealed; see {@link #open}.
 */
public final class PersonalDataOpening implements EventUpcaster {

    /** Events whose keys are fetched with one query. */
    private static final int EVENTS_AT_ONCE = 500;

    private final PersonKeys keys;
    private final StoredNames names;
    private final Converter converter;

    public PersonalDataOpening(PersonKeys keys, EventSerializer serializer) {
        this.keys = keys;
        this.names = serializer.names();
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
        Set<UUID> keyId = SealedValue.keyId(sealed).map(Set::of).orElse(Set.of());
        return SealedValue.open(keys.forOpening(keyId), eventId, field, sealed);
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return StreamSupport.stream(new Opened(events.spliterator()), false).onClose(events::close);
    }

    private static void collectKeyIds(JsonNode payload, Set<UUID> keyIds) {
        for (JsonNode component : payload)
            if (SealedValue.isSealed(component)) SealedValue.keyId(component).ifPresent(keyIds::add);
    }

    private JsonNode opened(SealedPayload sealed, Function<UUID, Optional<SecretKey>> keys) {
        String eventId = sealed.event().getMessageIdentifier();
        Set<String> keptSealed = names.keptSealed(sealed.event().getType().getName());
        for (Map.Entry<String, JsonNode> component : sealed.payload().properties()) {
            JsonNode value = component.getValue();
            if (!SealedValue.isSealed(value)) continue;
            Optional<JsonNode> opened = SealedValue.open(keys, eventId, component.getKey(), value);
            if (keptSealed.contains(component.getKey())) opened = opened.map(clear -> asText(value));
            component.setValue(opened.orElse(NullNode.instance));
        }
        return sealed.payload();
    }

    private static JsonNode asText(JsonNode sealed) {
        return StringNode.valueOf(sealed.toString());
    }

    private record SealedPayload(IntermediateEventRepresentation event, JsonNode payload) {}

    /**
     * Takes what the source has, up to {@link #EVENTS_AT_ONCE}, and fetches the keys for it together. Each event is opened
     * as it is drawn, so that one that cannot be opened does not hide those before it.
     */
    private final class Opened extends AbstractSpliterator<IntermediateEventRepresentation> {

        private final Spliterator<IntermediateEventRepresentation> source;
        private final Queue<SealedPayload> page = new ArrayDeque<>();
        private Function<UUID, Optional<SecretKey>> pageKeys = keys.forOpening(Set.of());

        Opened(Spliterator<IntermediateEventRepresentation> source) {
            super(source.estimateSize(), Spliterator.ORDERED);
            this.source = source;
        }

        @Override
        public boolean tryAdvance(Consumer<? super IntermediateEventRepresentation> action) {
            if (page.isEmpty()) fetch();
            SealedPayload next = page.poll();
            if (next == null) return false;
            action.accept(new OpenedEvent(next.event(), opened(next, pageKeys), converter));
            return true;
        }

        private void fetch() {
            Set<UUID> keyIds = new HashSet<>();
            while (page.size() < EVENTS_AT_ONCE && source.tryAdvance(this::add)) {}
            page.forEach(event -> collectKeyIds(event.payload(), keyIds));
            pageKeys = keys.forOpening(keyIds);
        }

        private void add(IntermediateEventRepresentation event) {
            page.add(new SealedPayload(event, event.getData(JsonNode.class).getData()));
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

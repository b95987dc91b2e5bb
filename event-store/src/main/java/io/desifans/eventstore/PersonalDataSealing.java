package io.desifans.eventstore;

import io.desifans.Envelope;
import io.desifans.Event;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Seals the personal data of every event on its way to the store, under the keys of the persons they are about, and names
 * those persons in the metadata. Aggregates keep seeing the values in clear.
 */
public final class PersonalDataSealing implements MessageDispatchInterceptor<EventMessage<?>> {

    private final StoredNames names;
    private final PersonKeys keys;

    public PersonalDataSealing(StoredNames names, PersonKeys keys) {
        this.names = names;
        this.keys = keys;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> messages) {
        return (index, message) -> message.getPayload() instanceof Event event ? sealed(message, event) : message;
    }

    private EventMessage<?> sealed(EventMessage<?> message, Event event) {
        EventForm form = EventForm.of(event.getClass());
        ObjectNode json = form.json(event);
        List<String> persons = form.persons().stream()
                .map(json::path)
                .flatMap(person -> person.isArray() ? person.valueStream() : Stream.of(person))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        Map<String, Object> metaData = metaData(message, persons);
        form.personal().forEach((component, of) -> {
            if (!json.path(component).isNull())
                json.set(component, sealed(message, component, json.path(of).stringValue(), json.path(component)));
        });
        return with(message, new SealedEvent(names.typeOf(event.getClass()), json), metaData);
    }

    private ObjectNode sealed(EventMessage<?> message, String component, String person, JsonNode value) {
        SecretKey key = keys.forSealing(person).orElseThrow(() -> new PersonErased(person));
        return sealed(message, component, person, key, value);
    }

    private Map<String, Object> metaData(EventMessage<?> message, List<String> persons) {
        Map<String, Object> metaData = new HashMap<>(message.getMetaData());
        if (!persons.isEmpty()) metaData.put(Envelope.SUBJECTS, String.join(",", new TreeSet<>(persons)));
        List<String> actor = actor(metaData).stream().toList();
        sealText(message, metaData, Envelope.CLIENT, actor);
        sealText(
                message,
                metaData,
                Envelope.REASON,
                Stream.concat(persons.stream(), actor.stream()).toList());
        return metaData;
    }

    private static Optional<String> actor(Map<String, Object> metaData) {
        return Optional.ofNullable(metaData.get(Envelope.ACTOR))
                .map(String.class::cast)
                .filter(actor -> !actor.equals(Envelope.ANONYMOUS) && !actor.startsWith(Envelope.SYSTEM));
    }

    /** Under the key of the first of these persons who is not erased; the text is left out if there is none. */
    private void sealText(EventMessage<?> message, Map<String, Object> metaData, String name, List<String> persons) {
        if (!(metaData.remove(name) instanceof String text)) return;
        EventJson.check(name, StringNode.valueOf(text));
        for (String person : persons) {
            Optional<SecretKey> key = keys.forSealing(person);
            if (key.isEmpty()) continue;
            String field = "metadata." + name;
            metaData.put(
                    name,
                    sealed(message, field, person, key.get(), StringNode.valueOf(text))
                            .toString());
            return;
        }
    }

    private static ObjectNode sealed(
            EventMessage<?> message, String field, String person, SecretKey key, JsonNode value) {
        byte[] nonce = AesGcm.random(AesGcm.NONCE_BYTES);
        return SealedValue.seal(key, PersonKeys.keyId(person), message.getIdentifier(), field, nonce, value);
    }

    private static EventMessage<?> with(EventMessage<?> message, SealedEvent event, Map<String, Object> metaData) {
        var time = message.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
        if (message instanceof DomainEventMessage<?> domain)
            return new GenericDomainEventMessage<>(
                    domain.getType(),
                    domain.getAggregateIdentifier(),
                    domain.getSequenceNumber(),
                    event,
                    metaData,
                    message.getIdentifier(),
                    time);
        return new GenericEventMessage<>(message.getIdentifier(), event, metaData, time);
    }
}

package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.Event;
import io.desifans.EventFamilies;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.FixedValueParameterResolver;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;

/** Every aggregate there is, a new one as well, is the same from a snapshot at any place and from its events alone. */
class AggregateSnapshotsTest {

    private final Map<UUID, Optional<SecretKey>> keys = new HashMap<>();

    static List<Class<?>> aggregates() throws ClassNotFoundException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        List<Class<?>> found = new ArrayList<>();
        for (var candidate : scan.findCandidateComponents("io.desifans"))
            found.add(Class.forName(candidate.getBeanClassName()));
        assertThat(found).hasSizeGreaterThan(15);
        return found;
    }

    @ParameterizedTest
    @MethodSource("aggregates")
    void a_snapshot_changes_nothing_but_the_number_of_events_read(Class<?> aggregate) {
        Snapshots snapshots = new Snapshots(SnapshotTypes.of(List.of(aggregate)), ids -> this::key);
        List<DomainEventMessage<?>> history = history(aggregate);
        Object expected = state(aggregate, history);
        for (int taken = 1; taken <= history.size(); taken++) {
            Object until = state(aggregate, history.subList(0, taken));
            StoredSnapshot stored = snapshots
                    .sealed(Snapshots.of(until, history.subList(0, taken)))
                    .orElseThrow();
            List<DomainEventMessage<?>> tail = new ArrayList<>(history.subList(taken, history.size()));
            tail.addFirst(snapshots.opened(stored, Instant.EPOCH).orElseThrow());

            assertThat(state(aggregate, tail))
                    .as("from a snapshot after %s events", taken)
                    .usingRecursiveComparison()
                    .withStrictTypeChecking()
                    .isEqualTo(expected);
            assertThat(personalData(history)).noneMatch(stored.state()::contains);
        }
    }

    private Optional<SecretKey> key(UUID id) {
        return keys.computeIfAbsent(id, made -> Optional.of(AesGcm.key(AesGcm.random(AesGcm.KEY_BYTES))));
    }

    /** Each of its events twice, one after the other and again. */
    private static List<DomainEventMessage<?>> history(Class<?> aggregate) {
        List<Class<? extends Event>> events = families(aggregate)
                .flatMap(family -> family.isRecord() ? Stream.of(family) : EventFamilies.eventsOf(family).stream())
                .toList();
        assertThat(events).as("the events of " + aggregate).isNotEmpty();
        List<DomainEventMessage<?>> history = new ArrayList<>();
        for (int place = 0; place < 2 * events.size(); place++)
            history.add(new GenericDomainEventMessage<>(
                    aggregate.getSimpleName(),
                    "any",
                    place,
                    SampleEvents.of(events.get(place % events.size())),
                    Map.of(),
                    UUID.randomUUID().toString(),
                    Instant.EPOCH));
        return history;
    }

    private static Stream<Class<? extends Event>> families(Class<?> aggregate) {
        return Arrays.stream(aggregate.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .map(Method::getParameterTypes)
                .map(parameters -> parameters[0].asSubclass(Event.class));
    }

    private static List<String> personalData(List<DomainEventMessage<?>> history) {
        return history.stream()
                .map(message -> (Event) message.getPayload())
                .flatMap(event -> {
                    EventForm form = EventForm.of(event.getClass());
                    return form.personal().keySet().stream().map(form.json(event)::path);
                })
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static <A> A state(Class<A> type, List<DomainEventMessage<?>> history) {
        ParameterResolverFactory anything =
                (method, parameters, index) -> index == 0 ? null : new FixedValueParameterResolver<>(null);
        AggregateModel<A> model = AnnotatedAggregateMetaModelFactory.inspectAggregate(
                type,
                MultiParameterResolverFactory.ordered(ClasspathParameterResolverFactory.forClass(type), anything));
        A root = new GenericAggregateFactory<>(model).createAggregateRoot("any", history.getFirst());
        EventSourcedAggregate<A> aggregate =
                EventSourcedAggregate.initialize(root, model, null, NoSnapshotTriggerDefinition.TRIGGER);
        aggregate.initializeState(DomainEventStream.of(history));
        return aggregate.invoke(state -> state);
    }
}

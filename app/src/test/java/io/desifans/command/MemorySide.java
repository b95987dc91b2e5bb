package io.desifans.command;

import io.desifans.Envelope;
import io.desifans.Event;
import io.desifans.billing.command.PayoutRules;
import io.desifans.eventstore.EventSubjects;
import io.desifans.eventstore.LogPosition;
import io.desifans.web.Caller;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The aggregates of the money and of orders with their bus, over a log in memory. */
public final class MemorySide {

    private static final String ADMIN = "admin";
    private static final List<String> PACKAGES =
            List.of("io.desifans.command", "io.desifans.billing.command", "io.desifans.services.command");

    private final Map<Class<?>, Repository<?>> repositories = new HashMap<>();

    public final MemoryLog log;
    public final Facts facts;
    public final Claims claims;
    public final Commands commands;

    public MemorySide(Clock clock, PayoutRules rules) {
        log = new MemoryLog(clock);
        facts = new Facts(id -> log.readEvents(id, 0).asStream());
        claims = new Claims((kind, value) -> value, facts);
        CommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new SenderChecked());
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(
                new SimpleCorrelationDataProvider(Envelope.ACTOR, Envelope.CORRELATION_ID, Envelope.CAUSATION_ID)));
        bus.registerHandlerInterceptor(new Alongside(repositories::get));
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(getClass()),
                new SimpleResourceParameterResolverFactory(
                        List.of(facts, claims, new Keys(), new BankAccounts(facts, Optional::of), rules)));
        aggregates().forEach(type -> handle(type, bus, parameters));
        commands = new Commands(bus, log, ObservationRegistry.NOOP, position -> {});
    }

    private static List<Class<?>> aggregates() {
        var found = new ClassPathScanningCandidateComponentProvider(false);
        found.addIncludeFilter(new AnnotationTypeFilter(Aggregate.class));
        return PACKAGES.stream()
                .flatMap(name -> found.findCandidateComponents(name).stream())
                .<Class<?>>map(bean -> named(Objects.requireNonNull(bean.getBeanClassName())))
                .toList();
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private <A> void handle(Class<A> type, CommandBus bus, ParameterResolverFactory parameters) {
        EventSourcingRepository<A> repository = EventSourcingRepository.builder(type)
                .eventStore(log)
                .parameterResolverFactory(parameters)
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
        repositories.put(type, repository);
        AggregateAnnotationCommandHandler.<A>builder()
                .aggregateType(type)
                .repository(repository)
                .parameterResolverFactory(parameters)
                .build()
                .subscribe(bus);
    }

    /** Sent by a user in their own name. */
    public void send(Command command, String userId) {
        commands.send(command, new Caller(userId, "session", Set.of("user")));
    }

    public void sendAsAdmin(Command command) {
        commands.send(command, new Caller(ADMIN, "session", Set.of("user", ADMIN)));
    }

    /** Whom the events in memory have concerned: those whose id stands in them. */
    public EventSubjects subjects() {
        return new EventSubjects(new SimpleDriverDataSource()) {
            @Override
            public List<JsonNode> concerning(String person, Class<? extends Event> event, LogPosition upTo) {
                return log.events()
                        .filter(event::isInstance)
                        .<JsonNode>map(JsonMapper.shared()::valueToTree)
                        .filter(json -> json.valueStream()
                                .anyMatch(value -> value.asString("").equals(person)))
                        .toList();
            }
        };
    }
}

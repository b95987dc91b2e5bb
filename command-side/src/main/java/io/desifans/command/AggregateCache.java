package io.desifans.command;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.eventstore.EventLog;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as the last command on this node left them, so that the next one reads nothing. Another node may have changed
 * one meanwhile. An event decided from an old state is refused by the log, since its number is taken; what is decided
 * without an event, a refusal above all, is decided again from the log. The same holds of what is taken for new
 * unasked, because as a rule it is.
 */
final class AggregateCache implements Cache, MessageHandlerInterceptor<CommandMessage<?>> {

    /** Among the metadata of a command that is sent again, and decided from the log. */
    static final String REPEATED = "repeated";

    /** An aggregate weighs as much as so many events even if it has few. */
    private static final int LEAST_WEIGHT = 20;

    private static final int MOST_EVENTS = 200_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String RESOURCE = AggregateCache.class.getName();
    private static final String EXPECTED_NEW = RESOURCE + ".expectedNew";
    private static final String TAKEN_FOR_NEW = RESOURCE + ".takenForNew";

    private record Remembered(EventSourcedAggregate<?> aggregate, Long version) {

        boolean isUnchanged() {
            return version.equals(aggregate.version());
        }
    }

    private final com.github.benmanes.caffeine.cache.Cache<Object, EventSourcedAggregate<?>> aggregates =
            Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .maximumWeight(MOST_EVENTS)
                    .weigher(AggregateCache::weight)
                    .expireAfterWrite(LONGEST)
                    .recordStats()
                    .build();

    private final EventLog log;
    private final CommandTargetResolver targets;

    AggregateCache(EventLog log, CommandTargetResolver targets) {
        this.log = log;
        this.targets = targets;
    }

    MeterBinder meters() {
        return new CaffeineCacheMetrics<>(aggregates, "aggregates", Tags.empty());
    }

    private static int weight(Object id, EventSourcedAggregate<?> aggregate) {
        return LEAST_WEIGHT + (int) Math.min(aggregate.version(), MOST_EVENTS);
    }

    /** Forgets all of them. */
    void clear() {
        aggregates.invalidateAll();
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> command, InterceptorChain chain) throws Exception {
        CommandMessage<?> message = command.getMessage();
        if (message.getPayloadType().isAnnotationPresent(Founding.class))
            expectNew(command, targets.resolveTarget(message).getIdentifier());
        try {
            Object result = chain.proceed();
            if (isUnproven(command)) throw undecided(null);
            return result;
        } catch (ConcurrencyException e) {
            throw e;
        } catch (Exception e) {
            boolean fromLog =
                    remembered(command).isEmpty() && takenForNew(command).isEmpty();
            throw fromLog ? e : undecided(e);
        }
    }

    /** The aggregate with this id will most probably have no events, so that it need not be looked for. */
    static void expectNew(UnitOfWork<?> command, String id) {
        if (!command.getMessage().getMetaData().containsKey(REPEATED))
            command.<Set<String>>getOrComputeResource(EXPECTED_NEW, key -> new HashSet<>())
                    .add(id);
    }

    /** Whether there is no event whose number proves from what it was decided. */
    private boolean isUnproven(UnitOfWork<?> command) {
        return remembered(command).stream().anyMatch(Remembered::isUnchanged)
                || takenForNew(command).stream()
                        .anyMatch(id -> log.staged(id).findAny().isEmpty());
    }

    /** Has the command repeated. What it was decided from is forgotten when its unit of work is rolled back. */
    private static ConcurrencyException undecided(@Nullable Exception outcome) {
        return new ConcurrencyException("decided from memory and to be decided from the log", outcome);
    }

    private static List<Remembered> remembered(UnitOfWork<?> command) {
        return command.getOrDefaultResource(RESOURCE, List.of());
    }

    private static Set<String> takenForNew(UnitOfWork<?> command) {
        return command.getOrDefaultResource(TAKEN_FOR_NEW, Set.of());
    }

    /** @throws AggregateNotFoundException if it is taken for new */
    @Override
    @SuppressWarnings("unchecked") // the repository of an aggregate puts entries of it and nothing else
    public <K, V> @Nullable V get(K id) {
        UnitOfWork<?> command = CurrentUnitOfWork.get();
        boolean repeated = command.getMessage().getMetaData().containsKey(REPEATED);
        EventSourcedAggregate<?> aggregate = repeated ? null : aggregates.getIfPresent(id);
        if (aggregate == null) {
            if (!command.getOrDefaultResource(EXPECTED_NEW, Set.of()).contains(id)) return null;
            command.<Set<Object>>getOrComputeResource(TAKEN_FOR_NEW, key -> new HashSet<>())
                    .add(id);
            throw new AggregateNotFoundException(id.toString(), "taken for new");
        }
        command.<List<Remembered>>getOrComputeResource(RESOURCE, key -> new ArrayList<>())
                .add(new Remembered(aggregate, aggregate.version()));
        return (V) new AggregateCacheEntry<>(aggregate);
    }

    /** One to which nothing has ever happened has no id, and is not kept. */
    @Override
    public void put(@Nullable Object id, Object entry) {
        if (id != null) aggregates.put(id, ((AggregateCacheEntry<?>) entry).recreateAggregate(null, null, null));
    }

    @Override
    public boolean putIfAbsent(Object id, Object entry) {
        throw new UnsupportedOperationException("entries are put after each command");
    }

    @Override
    public boolean remove(Object id) {
        return aggregates.asMap().remove(id) != null;
    }

    @Override
    public boolean containsKey(Object id) {
        return aggregates.asMap().containsKey(id);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody is told");
    }
}

package io.desifans.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.desifans.eventstore.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** Events of aggregates that were read before, opened: of each history the log is asked only for what is new. */
final class KnownHistories {

    private static final int MOST_EVENTS = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EventLog log;
    private final Cache<String, List<DomainEventMessage<?>>> known = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(MOST_EVENTS)
            .weigher((String id, List<DomainEventMessage<?>> events) -> 1 + events.size())
            .expireAfterWrite(LONGEST)
            .build();

    KnownHistories(EventLog log) {
        this.log = log;
    }

    /** All events of an aggregate, with those that the current unit of work is going to append. */
    Stream<DomainEventMessage<?>> of(String aggregateId) {
        List<DomainEventMessage<?>> before =
                Optional.ofNullable(known.getIfPresent(aggregateId)).orElse(List.of());
        List<? extends DomainEventMessage<?>> news =
                log.readEvents(aggregateId, before.size()).asStream().toList();
        long stored = news.size() - log.staged(aggregateId).count();
        if (stored > 0)
            known.put(aggregateId, joined(before, news.stream().limit(stored)).toList());
        return joined(before, news.stream());
    }

    private static Stream<DomainEventMessage<?>> joined(
            List<DomainEventMessage<?>> before, Stream<? extends DomainEventMessage<?>> news) {
        return Stream.concat(before.stream(), news);
    }

    /** Forgets all of them. */
    void clear() {
        known.invalidateAll();
    }
}

package io.desifans.command;

import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.SnapshotTypes;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What every aggregate gets: snapshots, so that a command on one of many events reads the last hundred or so of them, a place
 * in memory, and a lock that is not waited for without end.
 */
@Configuration(proxyBeanMethods = false)
class AggregateWiring {

    private static final int EVENTS = 100;

    @Bean
    static SnapshotTypes snapshotTypes(ListableBeanFactory beans) {
        List<Class<?>> aggregates = new ArrayList<>();
        for (String name : beans.getBeanNamesForAnnotation(Aggregate.class))
            aggregates.add(Objects.requireNonNull(beans.getType(name)));
        return SnapshotTypes.of(aggregates);
    }

    @Bean
    Snapshotting snapshotting(org.axonframework.config.Configuration axon, ApplicationContext beans) {
        return new Snapshotting(axon, beans);
    }

    @Bean
    SnapshotTriggerDefinition everyHundredEvents(Snapshotting snapshotting) {
        return new EventCountSnapshotTriggerDefinition(snapshotting, EVENTS);
    }

    /** Who waits for an aggregate for ten seconds gives up: a lock that was left behind must not stop everything. */
    @Bean
    LockFactory boundedLocks() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(1000)
                .lockAttemptTimeout(10)
                .build();
    }

    /** What is in memory of an erased person is forgotten with their key. */
    @Bean
    AggregateCache aggregateCache(EventLog log, CommandTargets targets, PersonKeys keys) {
        AggregateCache cache = new AggregateCache(log, targets);
        keys.whenDestroyed(cache::clear);
        return cache;
    }

    @Bean
    MeterBinder aggregateCacheMeters(AggregateCache cache) {
        return cache.meters();
    }

    @Bean
    CommandTargets commandTargets() {
        return new CommandTargets();
    }

    /** The configuration of each aggregate looks them up by their names. */
    @Bean
    ConfigurerModule wiringOfAll(List<SpringAggregateConfigurer<?>> aggregates) {
        for (SpringAggregateConfigurer<?> aggregate : aggregates) {
            aggregate.setSnapshotTriggerDefinition("everyHundredEvents");
            aggregate.setLockFactory("boundedLocks");
            aggregate.setCache("aggregateCache");
            aggregate.setCommandTargetResolver("commandTargets");
        }
        return configurer -> {};
    }
}

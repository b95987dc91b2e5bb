package io.desifans.command;

import io.desifans.eventstore.SnapshotTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every aggregate gets snapshots, so that a command on one of many events reads the last hundred or so of them. */
@Configuration(proxyBeanMethods = false)
class SnapshotWiring {

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

    /** The configuration of each aggregate looks the definition up by its name. */
    @Bean
    ConfigurerModule snapshotsOfAll(List<SpringAggregateConfigurer<?>> aggregates) {
        aggregates.forEach(aggregate -> aggregate.setSnapshotTriggerDefinition("everyHundredEvents"));
        return configurer -> {};
    }
}

package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.messaging.timeout.HandlerTimeoutHandlerEnhancerDefinition;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

class WiringTest extends CommandSideTest {

    @Autowired
    private ApplicationContext beans;

    @Autowired
    private Configuration axon;

    @Autowired
    private LockFactory locks;

    @Autowired
    private SnapshotTriggerDefinition snapshots;

    @ParameterizedTest
    @ValueSource(
            classes = {
                TokenStore.class,
                SagaStore.class,
                UpdateChecker.class,
                HandlerTimeoutHandlerEnhancerDefinition.class
            })
    void axon_brings_nothing_that_follows_the_log_calls_home_or_interrupts(Class<?> unwanted) {
        assertThat(beans.getBeanNamesForType(unwanted)).isEmpty();
    }

    @Test
    void every_aggregate_has_snapshots_and_a_lock_that_is_not_waited_for_without_end() {
        assertThat(beans.getBeanNamesForAnnotation(Aggregate.class))
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> {
                    Object repository = axon.repository(beans.getType(name));
                    assertThat(ReflectionTestUtils.getField(repository, "lockFactory"))
                            .isSameAs(locks);
                    assertThat(ReflectionTestUtils.getField(repository, "snapshotTriggerDefinition"))
                            .isSameAs(snapshots);
                });
    }
}

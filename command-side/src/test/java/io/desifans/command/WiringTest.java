package io.desifans.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.timeout.HandlerTimeoutHandlerEnhancerDefinition;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class WiringTest extends CommandSideTest {

    @Autowired
    private ApplicationContext beans;

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
}

package io.desifans.identity.command;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much work sign-ins may make at once. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    Passwords passwords() {
        return new Passwords(2 * Runtime.getRuntime().availableProcessors(), PATIENCE);
    }
}

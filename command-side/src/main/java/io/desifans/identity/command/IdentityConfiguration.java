package io.desifans.identity.command;

import io.desifans.web.Rate;
import io.desifans.web.RateLimits;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much work sign-ins may make at once, and how often they may fail. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    Passwords passwords() {
        return new Passwords(2 * Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    @Bean
    SignInAttempts signInAttempts(
            RateLimits limits,
            @Value("${desifans.rate-limits.failed-sign-ins:10/15m}") String most,
            @Value("${desifans.rate-limits.delay:2s}") Duration delay) {
        return new SignInAttempts(limits, Rate.setting("desifans.rate-limits.failed-sign-ins", most), delay);
    }
}

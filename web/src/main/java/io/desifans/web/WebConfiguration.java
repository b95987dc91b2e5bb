package io.desifans.web;

import io.desifans.eventstore.DatabaseClock;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.Guessable;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** What both REST faces share. Each side imports it; it wants a {@code DataSource}, jOOQ's context and the one clock. */
@Configuration(proxyBeanMethods = false)
@Import({
    FilterConfiguration.class,
    SecurityConfiguration.class,
    MvcConfiguration.class,
    OpenApiConfiguration.class,
    TracingConfiguration.class
})
@PropertySource("classpath:desifans-web.properties")
public class WebConfiguration {

    @Bean
    SignedValues signedValues(@Value("${desifans.auth-secret:}") String secrets) {
        SignedValues values = new SignedValues(secrets);
        for (String secret : secrets.split(",")) Guessable.refuse("desifans.auth-secret", secret);
        return values;
    }

    @Bean
    TrustedOrigins trustedOrigins(
            @Value("${desifans.base-url:http://localhost:${server.port:8080}}") String baseUrl,
            @Value("${desifans.trusted-origins:}") String origins) {
        return new TrustedOrigins(baseUrl, origins);
    }

    @Bean
    SessionCookies sessionCookies(SignedValues values, TrustedOrigins origins) {
        return new SessionCookies(values, origins.isHttps());
    }

    @Bean
    ReadModelTables readModelTables(DataSource database) {
        return ReadModelTables.migrated(database);
    }

    /** Filters need it, which are made before all else: what is wrong with the log is told later, by itself. */
    @Bean
    ReadModelPosition readModelPosition(DataSource database, ObjectProvider<EventLog> log) {
        return new ReadModelPosition(database, () -> log.getObject().lastVisible());
    }

    @Bean
    ClockHealth clockHealth(Clock clock) {
        return new ClockHealth(() -> clock instanceof DatabaseClock measured ? measured.offset() : Duration.ZERO);
    }
}

package io.desifans.app;

import io.desifans.test.TestAxonServer;
import io.desifans.test.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A test of the whole application with its log in Axon Server, on a database of its own that all these tests share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "io.desifans.test.TestAxonServer#isThere", disabledReason = "no Axon Server")
@ContextConfiguration(initializers = OnAxonServer.Settings.class)
@interface OnAxonServer {

    /** In place of those for PostgreSQL. */
    final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> settings = Map.of(
                    "desifans.event-store", "axon-server",
                    "desifans.axon-server", TestAxonServer.empty(),
                    "spring.datasource.url", Database.ofReadModel(TestDatabase.url(TestDatabase.empty())),
                    "server.port", Ports.free(),
                    "desifans.gateway.base-url", "http://localhost:" + Ports.free());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("axon-server", settings));
        }
    }
}

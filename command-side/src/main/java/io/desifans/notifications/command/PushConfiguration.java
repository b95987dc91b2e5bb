package io.desifans.notifications.command;

import io.desifans.command.Commands;
import io.desifans.command.RunOnOneNode;
import io.desifans.eventstore.SettingRefused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pushes are sent where there are keys for them. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    @Bean
    PushTargets pushTargets(@Value("${desifans.push.anywhere:false}") String anywhere) {
        if (!anywhere.equals("true") && !anywhere.equals("false"))
            throw new SettingRefused("The setting desifans.push.anywhere must be true or false.");
        return new PushTargets(anywhere.equals("true"));
    }

    @Bean
    @ConditionalOnProperty("desifans.push.private-key")
    RunOnOneNode pushDelivery(
            PushOutbox outbox,
            PushTargets targets,
            Commands commands,
            MeterRegistry meters,
            Clock clock,
            DataSource database,
            @Value("${desifans.push.private-key}") String privateKey,
            @Value("${desifans.push.public-key:}") String publicKey,
            @Value("${desifans.push.contact:}") String contact) {
        VapidKeys keys = new VapidKeys(privateKey, publicKey, contact);
        return new RunOnOneNode(
                "push-delivery",
                () -> new PushDelivery(outbox, new PushTransport(targets), keys, commands, meters, clock).begin(),
                database);
    }

    @Bean
    @ConditionalOnProperty("desifans.push.private-key")
    MeterBinder pushMeters(PushOutbox outbox) {
        return registry -> {
            PushDelivery.counter(registry, "sent");
            Gauge.builder("desifans.pushes.waiting", outbox, PushOutbox::waiting)
                    .description("Pushes that are asked for and not yet sent")
                    .register(registry);
        };
    }
}

package io.desifans.identity.command;

import io.desifans.command.RunOnOneNode;
import io.desifans.eventstore.SettingRefused;
import io.desifans.identity.command.MailOutbox.Backlog;
import io.desifans.web.TrustedOrigins;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.mail.javamail.JavaMailSender;

/** Mails are sent where a server for them is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.mail.host")
@PropertySource("classpath:mail.properties")
class MailConfiguration {

    @Bean
    MailTransport mailTransport(
            JavaMailSender server, TrustedOrigins origins, @Value("${desifans.mail-from:}") String from) {
        String host = URI.create(origins.base()).getHost();
        return new MailTransport(server, from.isBlank() ? "DesiFans <no-reply@" + host + ">" : address(from), host);
    }

    private static String address(String from) {
        try {
            new InternetAddress(from, true).validate();
            return from;
        } catch (AddressException e) {
            throw new SettingRefused("The setting desifans.mail-from is not an e-mail address.");
        }
    }

    @Bean
    RunOnOneNode mailDelivery(
            MailOutbox outbox,
            EventStore log,
            Letters letters,
            MailTransport transport,
            MeterRegistry meters,
            Clock clock,
            DataSource database) {
        return new RunOnOneNode(
                "mail-delivery",
                () -> new MailDelivery(outbox, log, letters, transport, meters, clock).begin(),
                database);
    }

    @Bean
    MeterBinder mailMeters(MailOutbox outbox) {
        return registry -> {
            MailDelivery.counter(registry, "sent");
            Gauge.builder("desifans.mails.waiting", outbox, box -> box.backlog().mails())
                    .description("Mails that are asked for and not yet sent")
                    .register(registry);
        };
    }

    /** A mail server that does not answer is told, but keeps no request from being answered. */
    @Bean
    HealthIndicator mailsHealth(MailOutbox outbox, @Value("${desifans.longest-lag:30s}") Duration longest) {
        return () -> {
            Backlog backlog = outbox.backlog();
            boolean late = backlog.oldest().compareTo(longest) > 0;
            return (late ? Health.unknown() : Health.up())
                    .withDetail("waiting", backlog.mails())
                    .withDetail("oldest", backlog.oldest().toString())
                    .build();
        };
    }
}

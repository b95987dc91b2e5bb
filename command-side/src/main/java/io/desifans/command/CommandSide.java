package io.desifans.command;

import io.desifans.eventstore.ClaimKey;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.SealedTexts;
import io.desifans.web.OneSide;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.WebConfiguration;
import io.micrometer.observation.ObservationRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AbstractRepository;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The side that takes commands: aggregates, processes and the endpoints that write. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {JdbcAutoConfiguration.class, AxonTimeoutAutoConfiguration.class, UpdateCheckerAutoConfiguration.class
        })
@PropertySource("classpath:axon.properties")
@Import({EventStoreConfiguration.class, WebConfiguration.class})
@ComponentScan({"io.desifans.command", "io.desifans.*.command", "io.desifans.process"})
public class CommandSide {

    public static void main(String[] args) {
        OneSide.main(CommandSide.class, "command", args);
    }

    /** One append stores all of a command's events, so that no transaction is needed around it. */
    @Bean
    TransactionManager axonTransactionManager() {
        return NoTransactionManager.INSTANCE;
    }

    @Bean
    CommandBus commandBus(org.axonframework.config.Configuration axon, EventLog log, AggregateCache cache) {
        CommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new SenderChecked());
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        bus.registerHandlerInterceptor(cache);
        bus.registerHandlerInterceptor(new Alongside(axon::repository));
        return log.commandBus(bus, CommandFailure::portable);
    }

    @Bean
    Commands commands(CommandBus bus, EventLog log, ObservationRegistry observations, ReadModelPosition readModel) {
        return new Commands(bus, log, observations, position -> readModel.await(position, ReadModelPosition.PATIENCE));
    }

    @Bean
    Facts facts(EventLog log, PersonKeys keys) {
        KnownHistories histories = new KnownHistories(log);
        keys.whenDestroyed(histories::clear);
        return new Facts(histories::of);
    }

    @Bean
    Claims claims(ClaimKey key, Facts facts) {
        return new Claims(key::digest, facts);
    }

    @Bean
    BankAccounts bankAccounts(Facts facts, SealedTexts texts) {
        return new BankAccounts(facts, texts::open);
    }

    @Bean
    Keys keys() {
        return new Keys();
    }

    /**
     * Axon logs, with a stack trace, that a client named an id of nothing or of something else. Whatever is logged there is
     * thrown too: {@link Commands} tells it to the client, and what is our fault is logged with the answer.
     */
    @Bean
    SmartInitializingSingleton unknownIdsNotLogged(LoggingSystem logging) {
        return () -> logging.setLogLevel(AbstractRepository.class.getName(), LogLevel.ERROR);
    }

    /** Auto-configuration quietly puts other parts in place of ours when a condition no longer holds. */
    @Bean
    SmartInitializingSingleton wiringChecked(org.axonframework.config.Configuration axon, CommandBus bus) {
        return () -> {
            require(EventLog.class, axon.eventStore());
            require(EventLog.class, axon.eventBus());
            require(bus.getClass(), axon.commandBus());
            require(NoTransactionManager.class, axon.getComponent(TransactionManager.class));
            require(EventSerializer.class, axon.eventSerializer());
        };
    }

    private static void require(Class<?> type, Object part) {
        if (!type.isInstance(part))
            throw new IllegalStateException(part.getClass() + " is in the place of " + type.getSimpleName());
    }
}

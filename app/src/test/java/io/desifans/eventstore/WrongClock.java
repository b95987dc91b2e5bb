package io.desifans.eventstore;

import io.desifans.command.CommandSide;
import io.desifans.query.QuerySide;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A node of one side on a machine whose clock is wrong: by the seconds that its second argument says. */
@Configuration(proxyBeanMethods = false)
public class WrongClock {

    private static Duration wrongBy = Duration.ZERO;

    public static void main(String[] arguments) {
        Class<?> side = arguments[0].equals("command") ? CommandSide.class : QuerySide.class;
        wrongBy = Duration.ofSeconds(Long.parseLong(arguments[1]));
        SpringApplication node = new SpringApplication(side, WrongClock.class);
        node.setAllowBeanDefinitionOverriding(true);
        node.run();
    }

    @Bean
    DatabaseClock clock(DataSource database) {
        return new DatabaseClock(database, Clock.offset(Clock.systemUTC(), wrongBy));
    }
}

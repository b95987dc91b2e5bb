package io.desifans.eventstore;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store with its keys and its clock, for either side. */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    @Bean
    DatabaseClock clock(DataSource database) {
        return new DatabaseClock(database);
    }

    @Bean
    MasterKey masterKey(@Value("${desifans.master-key:}") String setting) {
        return MasterKey.of(setting);
    }

    @Bean
    ClaimKey claimKey(DataSource database, MasterKey masterKey) {
        return ClaimKey.of(database, masterKey);
    }

    @Bean
    PersonKeys personKeys(DataSource database, MasterKey masterKey) {
        return new PersonKeys(database, masterKey);
    }
}

package io.desifans.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.ClaimKey;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.eventstore.MasterKey;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.PostgresEventStorageEngine;
import io.desifans.eventstore.PostgresEventStore;
import io.desifans.eventstore.SealedTexts;
import io.desifans.eventstore.StoredNames;
import io.desifans.test.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration
@EnableAutoConfiguration
@Import({WebConfiguration.class, Probes.class, AuthProbes.class})
class TestApplication {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final MasterKey MASTER_KEY = MasterKey.of("QHWedJsGqEdm16HP6Jl6cWYXtX+sLNVvBMh1xl9gwYA=");

    @Bean
    HikariDataSource database() {
        var database = TestDatabase.filledBy("web", empty -> {
            EventStoreSchema.migrate(empty);
            ReadModelSchema.migrate(empty, "read_model");
        });
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url(database) + "&currentSchema=read_model,platform");
        return new HikariDataSource(config);
    }

    @Bean
    EventLog log(DataSource database) {
        EventSerializer serializer = new EventSerializer(StoredNames.ofAllFamilies());
        return new PostgresEventStore(
                new PostgresEventStorageEngine(database, serializer, new EventUpcasterChain()), database);
    }

    @Bean
    SealedTexts sealedTexts(DataSource database) {
        return new SealedTexts(new PersonKeys(database, MASTER_KEY));
    }

    @Bean
    ClaimKey claimKey(DataSource database) {
        return ClaimKey.of(database, MASTER_KEY);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}

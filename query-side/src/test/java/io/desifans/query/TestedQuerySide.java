package io.desifans.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.test.TestDatabase;
import io.desifans.web.WebConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The query side by itself, on a database of its own. */
@Configuration
@EnableAutoConfiguration
@Import({EventStoreConfiguration.class, WebConfiguration.class, QueryConfiguration.class, Happened.class})
public class TestedQuerySide {

    @Bean
    HikariDataSource database() {
        var database = TestDatabase.filledBy("query-side", empty -> {
            EventStoreSchema.migrate(empty);
            ReadModelSchema.migrate(empty, "read_model");
        });
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url(database) + "&currentSchema=read_model,platform");
        return new CountedStatements(config);
    }
}

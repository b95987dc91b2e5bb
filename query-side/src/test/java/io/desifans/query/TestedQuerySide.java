package io.desifans.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.test.TestDatabase;
import io.desifans.web.WebConfiguration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.Query;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The query side by itself, on a database of its own. */
@Configuration
@EnableAutoConfiguration
@Import({EventStoreConfiguration.class, WebConfiguration.class, QueryConfiguration.class, Happened.class})
public class TestedQuerySide {

    /** How many were made for requests. */
    public static final AtomicInteger STATEMENTS = new AtomicInteger();

    /** What a request asked of the database last. */
    public static final AtomicReference<Query> LAST = new AtomicReference<>();

    @Bean
    HikariDataSource database() {
        var database = TestDatabase.filledBy("query-side", empty -> {
            EventStoreSchema.migrate(empty);
            ReadModelSchema.migrate(empty, "read_model");
        });
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url(database) + "&currentSchema=read_model,platform");
        return new HikariDataSource(config);
    }

    @Bean
    ExecuteListenerProvider countingStatements() {
        return () -> new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                if (!Thread.currentThread().getName().startsWith("http-")) return;
                STATEMENTS.incrementAndGet();
                LAST.set(context.query());
            }
        };
    }
}

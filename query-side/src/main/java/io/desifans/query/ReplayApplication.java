package io.desifans.query;

import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventStoreConfiguration;
import io.desifans.projection.PrintedReplay;
import io.desifans.projection.Projection;
import io.desifans.projection.ProjectionConfiguration.LiveTables;
import io.desifans.projection.ProjectionSchema;
import io.desifans.projection.Projector;
import io.desifans.projection.ReadModels;
import io.desifans.projection.Replay;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * As much of the query side as a replay needs, beside a running one or without any: no processor, no endpoint. It wants a
 * {@link DataSource}.
 */
@Import(EventStoreConfiguration.class)
@ComponentScan(
        basePackages = "io.desifans",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Projector.class))
public class ReplayApplication {

    @Bean
    Projection projection(List<Projector> projectors) {
        return new Projection(QueryConfiguration.projectors(projectors));
    }

    @Bean
    Replay replay(
            DataSource database,
            EventLog log,
            Projection projection,
            @Value("${desifans.most-parked-events:1000}") int mostParked) {
        ReadModelSchema.migrate(database, ReadModels.SCHEMA);
        ProjectionSchema.migrate(database);
        return QueryConfiguration.replay(new LiveTables(database, database), log, projection, mostParked);
    }

    @Bean
    PrintedReplay printedReplay(Replay replay) {
        return new PrintedReplay(replay);
    }
}

package io.desifans.projection;

import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.OwnPool;
import io.desifans.web.ReadModelPosition;
import io.desifans.web.ReadModelTables;
import io.desifans.web.Traced;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read model with its processor, its queue of parked events and its replay. It wants {@link Projectors}. */
@Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    private static final int CONNECTIONS = 8;

    /** The database of the tables, brought to the newest version, with connections for whoever writes or replays them. */
    public record LiveTables(DataSource database, DataSource shared) implements AutoCloseable {

        @Override
        public void close() {
            OwnPool.close(database, shared);
        }
    }

    /** Waits for the event store, which has the table of the processors' positions. */
    @Bean
    LiveTables liveTables(DataSource database, ReadModelTables tables, EventLog log) {
        ProjectionSchema.migrate(database);
        return new LiveTables(OwnPool.beside(database, "read-model", CONNECTIONS), database);
    }

    @Bean
    Projection projection(Projectors projectors) {
        return new Projection(projectors);
    }

    @Bean
    ReadModels readModels(
            LiveTables tables,
            Projection projection,
            ReadModelPosition announced,
            @Value("${desifans.most-parked-events:1000}") int mostParked) {
        return new ReadModels(tables.database(), projection, announced, mostParked);
    }

    @Bean
    ReadModelProcessor readModelProcessor(EventLog log, ReadModels readModels, LiveTables tables, Traced traced) {
        return new ReadModelProcessor(log, traced.batches(ProcessorToken.NAME, readModels), tables.shared());
    }

    @Bean
    ParkedRetry parkedRetry(LiveTables tables, EventLog log, Projection projection) {
        return new ParkedRetry(tables.database(), log, projection);
    }

    @Bean
    PrintedReplay printedReplay(Replay replay) {
        return new PrintedReplay(replay);
    }

    @Bean
    ReadModelHealth readModelHealth(ReadModelProcessor processor, LiveTables tables) {
        return new ReadModelHealth(processor, tables.database());
    }

    @Bean
    ReadModelMeters readModelMeters(LiveTables tables) {
        return new ReadModelMeters(tables.database());
    }
}

package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.eventstore.EventLog;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.LogFollower;
import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.MasterKey;
import io.desifans.eventstore.PersonKeys;
import io.desifans.eventstore.PersonalDataOpening;
import io.desifans.eventstore.PersonalDataSealing;
import io.desifans.eventstore.PostgresEventStorageEngine;
import io.desifans.eventstore.StoredNames;
import io.desifans.eventstore.Upcasters;
import io.desifans.projection.Projection;
import io.desifans.projection.ReadModels;
import io.desifans.query.ReplayApplication;
import io.desifans.web.ReadModelPosition;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log of as many events as are wanted, made of copies of the demo's, and the live tables that follow it. */
final class LongLog implements AutoCloseable {

    private static final int MOST_PARKED = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final HikariDataSource database = new HikariDataSource();
    private final ConfigurableApplicationContext side;
    private final CopiedLog log;
    private int stored;

    /**
     * @param url of an empty database
     * @param template the events that the log is made of
     */
    LongLog(String url, List<DomainEventMessage<?>> template, long seed) {
        this(url, template, seed, CommandsInProcess.random());
    }

    /** @param url of a database that is empty, or of an application that has this master key */
    LongLog(String url, List<DomainEventMessage<?>> template, long seed, String masterKey) {
        database.setJdbcUrl(url);
        database.setMaximumPoolSize(12);
        side = new SpringApplicationBuilder(ReplayApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(DataSource.class, () -> database))
                .properties(
                        "spring.main.banner-mode=off", "logging.level.root=warn", "desifans.master-key=" + masterKey)
                .run();
        log = new CopiedLog(template, sealing(masterKey), engine(), seed);
    }

    private PersonalDataSealing sealing(String masterKey) {
        return new PersonalDataSealing(StoredNames.ofAllFamilies(), new PersonKeys(database, MasterKey.of(masterKey)));
    }

    /** What reads and writes the log in PostgreSQL. */
    PostgresEventStorageEngine engine() {
        EventSerializer serializer = side.getBean(EventSerializer.class);
        return new PostgresEventStorageEngine(
                database, serializer, Upcasters.after(side.getBean(PersonalDataOpening.class)));
    }

    DataSource database() {
        return database;
    }

    JdbcClient sql() {
        return JdbcClient.create(database);
    }

    <T> T bean(Class<T> type) {
        return side.getBean(type);
    }

    /** How many events it has. */
    int stored() {
        return stored;
    }

    /** Makes it at least so long. @return how many events more it has */
    int extend(int events) {
        int more = events <= stored ? 0 : log.append(events - stored);
        stored += more;
        sql().sql("vacuum analyze event_store.event").update();
        return more;
    }

    /**
     * Lets the read model's ordinary processor, a {@link LogFollower} that hands {@link ReadModels} its batches, go on from
     * where it stopped to the log's end.
     *
     * @return seconds from its start until the last event's rows were committed
     */
    double follow() throws InterruptedException {
        EventLog events = side.getBean(EventLog.class);
        LogPosition end = (LogPosition) events.createHeadToken();
        try (ReadModelPosition announced = new ReadModelPosition(database, events::lastVisible)) {
            ReadModels live = new ReadModels(database, side.getBean(Projection.class), announced, MOST_PARKED);
            long begin = System.nanoTime();
            try (LogFollower processor = new LogFollower("read-models", events, live)) {
                processor.start();
                announced.await(end, LONGEST_WAIT);
                return (System.nanoTime() - begin) / 1e9;
            }
        }
    }

    @Override
    public void close() {
        side.close();
        database.close();
    }
}

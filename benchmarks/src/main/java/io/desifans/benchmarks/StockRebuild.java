package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.db.ReadModelSchema;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.PersonalDataOpening;
import io.desifans.eventstore.StoredNames;
import io.desifans.eventstore.Upcasters;
import io.desifans.projection.EventByEvent;
import io.desifans.projection.Projection;
import io.desifans.projection.Replay;
import io.desifans.projection.ReplayProgress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * A rebuild by what comes with Axon: its engine for PostgreSQL and its pooled processor, which hands our projectors one event
 * after the other, a hundred in a transaction, in one segment, because the tables refer to each other.
 */
final class StockRebuild implements AutoCloseable {

    private static final String SCHEMA = "stock_rows";
    private static final String TABLES = "stock";
    private static final String NAME = "read-models";
    private static final int BATCH = 100;

    /** So many events tell its rate. */
    private static final int MOST = 20_000;

    /** The same bytes, what is personal sealed as in ours. */
    private static final String FILL = """
            insert into domainevententry
                (aggregateidentifier, sequencenumber, type, eventidentifier, metadata, payload, payloadrevision,
                 payloadtype, timestamp)
            select aggregate_id, sequence, aggregate_type, event_id, convert_to(metadata::text, 'UTF8'),
                   convert_to(payload::text, 'UTF8'), revision, name,
                   to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
              from event_store.event order by seq limit ?""";

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final LongLog log;
    private final HikariDataSource database = new HikariDataSource();
    private final TransactionManager transactions;
    private final ConnectionProvider connections;
    private final EmbeddedEventStore store;
    private final int events;

    /** @param url of the database in which the log is */
    StockRebuild(LongLog log, String url) {
        this.log = log;
        database.setJdbcUrl(url);
        JdbcClient.create(log.database()).sql("create schema " + TABLES).update();
        database.setConnectionInitSql("set search_path to " + TABLES + ", " + ReadModelSchema.searchPath(SCHEMA)
                + "; set plan_cache_mode to force_generic_plan");
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(database));
        connections = new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database));
        EventSerializer serializer = new EventSerializer(StoredNames.ofAllFamilies());
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .snapshotSerializer(serializer)
                .eventSerializer(serializer)
                .upcasterChain(Upcasters.after(log.bean(PersonalDataOpening.class)))
                .build();
        transactions.executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        store = EmbeddedEventStore.builder().storageEngine(engine).build();
        events = JdbcClient.create(database).sql(FILL).param(MOST).update();
    }

    Result measure(Rounds rounds) {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < rounds.number(); round++) {
            ours.add(log.stored() / rounds.round("b3", log.database(), this::ours));
            emptyTables();
            theirs.add(events / rounds.round("b3", log.database(), this::theirs));
        }
        return new Result(
                "b3",
                "events in a rebuild",
                "per s",
                log.stored(),
                new Figures(ours),
                new Figures(theirs),
                Figures.median(IntStream.range(0, ours.size())
                        .mapToObj(round -> ours.get(round) / theirs.get(round))
                        .toList()),
                15.0,
                8.0,
                ("reference: Axon's JDBC engine and pooled processor, one segment, batches of %d, our projectors, the first %,d"
                                + " events; judged: the median of the ratios")
                        .formatted(BATCH, events));
    }

    private double ours() throws SQLException {
        return log.bean(Replay.class).run(new ReplayProgress()).seconds();
    }

    private void emptyTables() {
        JdbcClient.create(log.database())
                .sql("drop schema if exists " + ReadModelSchema.searchPath(SCHEMA) + " cascade")
                .update();
        ReadModelSchema.migrate(log.database(), SCHEMA);
    }

    private double theirs() throws InterruptedException {
        TokenStore tokens = tokens();
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        EventByEvent projection = new EventByEvent(log.bean(Projection.class));
        EventMessageHandler handler = event -> {
            projection.write(connections.getConnection(), event);
            return null;
        };
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .sequencingPolicy(new SequentialPolicy())
                        .build())
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .initialToken(source -> source.createTailToken())
                .batchSize(BATCH)
                .build();
        TrackingToken end = store.createHeadToken();
        long begin = System.nanoTime();
        processor.start();
        try {
            while (!isAt(end, processor)) {
                if (System.nanoTime() - begin > LONGEST_NANOS)
                    throw new IllegalStateException("stock is not at the end");
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            processor.shutDown();
            threads.shutdownNow();
        }
    }

    private static boolean isAt(TrackingToken end, PooledStreamingEventProcessor processor) {
        EventTrackerStatus status = processor.processingStatus().get(0);
        return status != null
                && status.getTrackingToken() != null
                && status.getTrackingToken().covers(end);
    }

    private TokenStore tokens() {
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(JacksonSerializer.defaultSerializer())
                .build();
        transactions.executeInTransaction(() -> tokens.createSchema(PostgresTokenTableFactory.INSTANCE));
        JdbcClient.create(log.database())
                .sql("truncate " + TABLES + ".tokenentry")
                .update();
        return tokens;
    }

    @Override
    public void close() {
        database.close();
    }
}

package io.desifans.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.desifans.eventstore.EventSerializer;
import io.desifans.eventstore.EventStoreSchema;
import io.desifans.eventstore.PostgresEventStorageEngine;
import io.desifans.eventstore.StoredNames;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same events in our log and in the table of Axon's own engine: the room they take, and how a moment is found. */
final class BesideStock implements AutoCloseable {

    private static final int MOMENTS = 9;

    /** 300 bytes of payload and metadata in all, fifty events to an aggregate, one every 20 ms, some out of turn. */
    private static final String EVENTS = """
            create unlogged table same as
            select i as place, md5('aggregate' || i / 50)::uuid as aggregate_id, i % 50 as sequence,
                   'Comment' as aggregate_type, uuidv7(i * interval '20 ms' - interval '30 days') as event_id,
                   'CommentEdited' as name, '1' as revision,
                   date_trunc('milliseconds', now()) - interval '30 days' + (i * 20 + i * 7919 % 40) * interval '1 ms' as time,
                   rpad('{"commentId": "' || md5('aggregate' || i / 50)::uuid || '", "content": "', 128, md5(i::text))
                       || '"}' as payload,
                   '{"actor": "' || md5('actor' || i / 50) || '", "subjects": "' || md5('actor' || i / 50)
                       || '", "correlationId": "' || md5('flow' || i)::uuid || '", "traceId": "'
                       || left(md5('trace' || i), 7) || '"}' as metadata
              from generate_series(0, ? - 1) as i""";

    private static final String OURS = """
            insert into event_store.event
                (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            select 0, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload::jsonb, metadata::jsonb
              from same order by place""";

    private static final String STOCK = """
            insert into domainevententry
                (aggregateidentifier, sequencenumber, type, eventidentifier, metadata, payload, payloadrevision,
                 payloadtype, timestamp)
            select aggregate_id, sequence, aggregate_type, event_id, convert_to(metadata, 'UTF8'),
                   convert_to(payload, 'UTF8'), revision, name,
                   to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
              from same order by place""";

    /** Of an event's JSON: payload and metadata. */
    private static final String BYTES = "select avg(octet_length(payload) + octet_length(metadata))::float8 from same";

    /** Those that the migration for auditors has made. */
    private static final String FOR_AUDITORS = """
            select coalesce(sum(pg_relation_size(indexrelid)), 0) from pg_index
             where indrelid = 'event_store.event'::regclass and indexrelid::regclass::text ~
                   '^event_store.event_(name|actor|on_behalf_of|correlation|subjects)$'""";

    private final HikariDataSource database = new HikariDataSource();
    private final JdbcClient sql;
    private final EventStorageEngine ours;
    private final EventStorageEngine stock;

    /** @param url of an empty database */
    BesideStock(String url) {
        database.setJdbcUrl(url);
        database.setConnectionInitSql("set search_path to public");
        database.setMaximumPoolSize(4);
        sql = JdbcClient.create(database);
        EventStoreSchema.migrate(database);
        EventSerializer serializer = new EventSerializer(StoredNames.ofAllFamilies());
        ours = new PostgresEventStorageEngine(database, serializer, NoOpEventUpcaster.INSTANCE);
        JdbcEventStorageEngine axon = JdbcEventStorageEngine.builder()
                .connectionProvider(database::getConnection)
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        axon.createSchema(PostgresEventTableFactory.INSTANCE);
        stock = axon;
    }

    List<Result> measure(Rounds rounds, int events) {
        sql.sql(EVENTS).param(events).update();
        sql.sql(OURS).update();
        sql.sql(STOCK).update();
        sql.sql("vacuum analyze").update();
        List<Result> results = new ArrayList<>(disk(events));
        results.add(tokens(rounds, events));
        return results;
    }

    private List<Result> disk(int events) {
        double all = bytes("pg_total_relation_size('event_store.event')") / events;
        double forAuditors = number(FOR_AUDITORS) / events;
        double theirs = bytes("pg_total_relation_size('domainevententry')") / events;
        String what = "disk per event of %.0f bytes of JSON, ".formatted(number(BYTES));
        return List.of(
                disk(what + "with the indexes for auditors", events, all, theirs, 0.6, 0.75),
                disk(what + "without the indexes for auditors", events, all - forAuditors, theirs, null, null));
    }

    private static Result disk(
            String what, int events, double ours, double theirs, @Nullable Double goal, @Nullable Double floor) {
        return new Result(
                "e6",
                what,
                "B",
                events,
                new Figures(List.of(ours)),
                new Figures(List.of(theirs)),
                ours / theirs,
                goal,
                floor,
                "reference: the same events in the table and indexes that Axon's JDBC engine makes; judged: the ratio,"
                        + " with all our indexes, though five of them answer questions of auditors that stock does not");
    }

    /** The slowest of moments all along the log. */
    private Result tokens(Rounds rounds, int events) {
        List<Double> found = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        Instant first = moment("min");
        Duration part = Duration.between(first, moment("max")).dividedBy(MOMENTS + 1);
        List<Instant> moments = IntStream.rangeClosed(1, MOMENTS)
                .mapToObj(i -> first.plus(part.multipliedBy(i)))
                .toList();
        slowest(ours, moments);
        slowest(stock, moments);
        for (int round = 0; round < rounds.number(); round++) {
            found.add(rounds.round("e7", database, () -> slowest(ours, moments)));
            theirs.add(rounds.round("e7", database, () -> slowest(stock, moments)));
        }
        return new Result(
                "e7",
                "the token at a time, the slowest of %d moments all along the log".formatted(MOMENTS),
                "ms",
                events,
                new Figures(found),
                new Figures(theirs),
                null,
                10.0,
                50.0,
                "reference: Axon's JDBC engine on the same events; judged: ours");
    }

    private static double slowest(EventStorageEngine engine, List<Instant> moments) {
        return moments.stream()
                .mapToDouble(moment -> SignIn.millis(() -> engine.createTokenAt(moment)))
                .max()
                .orElseThrow();
    }

    private Instant moment(String which) {
        return sql.sql("select " + which + "(time) from same")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private double bytes(String size) {
        return number("select " + size);
    }

    private double number(String query) {
        return sql.sql(query).query(Double.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}

package io.desifans.eventstore;

import static org.junit.jupiter.api.Assumptions.abort;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.desifans.test.TestAxonServer;
import io.desifans.test.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/** An engine on an empty log: ours, or the one that comes with Axon, as it comes. Each has one database, used in turn. */
abstract class EngineUnderTest implements AutoCloseable {

    /** An event's place in its aggregate: no two events share it. */
    record Place(String aggregateId, long sequence) {}

    private static final Duration NEVER = Duration.ofHours(1);

    private final HikariDataSource database;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private EngineUnderTest(HikariDataSource database) {
        this.database = database;
    }

    static EngineUnderTest ours() {
        return new Ours();
    }

    static EngineUnderTest stock() {
        return new Stock();
    }

    static EngineUnderTest onAxonServer() {
        return new OnAxonServer(TestAxonServer.empty());
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    DataSource database() {
        return database;
    }

    /** Its connections are new each time: none of them was broken before. */
    DataSource unpooled() {
        return database.getDataSource();
    }

    EventStorageEngine engine() {
        return engineOn(database);
    }

    /** A store of this log on a node that knows these snapshots. */
    abstract EventStore storeWith(Snapshots snapshots);

    /** A new instance, as in another process. */
    abstract EventStorageEngine engineOn(DataSource database);

    abstract EventStore storeThatDoesNotPoll();

    /** All committed events in the order of their numbers. */
    List<Place> stored() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(placesSql())) {
            List<Place> places = new ArrayList<>();
            while (rows.next()) places.add(new Place(rows.getString(1), rows.getLong(2)));
            return places;
        }
    }

    void continueNumbersAt(long number) throws SQLException {
        execute(numbersSql() + number);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    abstract String placesSql();

    abstract String numbersSql();

    <T extends AutoCloseable> T closedAtEnd(T resource) {
        opened.add(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable resource : opened) resource.close();
        if (database != null) database.close();
    }

    private static HikariDataSource pool(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(40);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private static final class Ours extends EngineUnderTest {

        private static final DataSource DATABASE = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);

        Ours() {
            super(pool(DATABASE));
            Sql.run(
                    DATABASE,
                    "truncate event_store.event, event_store.token, event_store.snapshot restart identity;"
                            + " update event_store.log_epoch set epoch = 0");
        }

        @Override
        EventStorageEngine engineOn(DataSource database) {
            return new PostgresEventStorageEngine(database, serializer(), NoOpEventUpcaster.INSTANCE);
        }

        @Override
        EventStore storeWith(Snapshots snapshots) {
            var engine =
                    new PostgresEventStorageEngine(database(), serializer(), NoOpEventUpcaster.INSTANCE, snapshots);
            return closedAtEnd(new PostgresEventStore(engine, database(), NEVER));
        }

        @Override
        EventStore storeThatDoesNotPoll() {
            var engine = (PostgresEventStorageEngine) engine();
            return closedAtEnd(new PostgresEventStore(engine, database(), NEVER));
        }

        @Override
        String placesSql() {
            return "select aggregate_id, sequence from event_store.event order by seq";
        }

        @Override
        String numbersSql() {
            return "alter table event_store.event alter column seq restart with ";
        }
    }

    /** What is asked of its database is skipped. */
    private static final class OnAxonServer extends EngineUnderTest {

        private final String address;

        OnAxonServer(String address) {
            super(null);
            this.address = address;
        }

        @Override
        DataSource database() {
            return abort("no matter of Axon Server, which shows nothing of an append before it is stored");
        }

        @Override
        EventStorageEngine engine() {
            return new AxonServerEventStorageEngine(
                    client()::events, serializer(), NoOpEventUpcaster.INSTANCE, Snapshots.NONE);
        }

        private AxonServerClient client() {
            return closedAtEnd(new AxonServerClient(address, ""));
        }

        @Override
        EventStorageEngine engineOn(DataSource database) {
            throw new UnsupportedOperationException();
        }

        @Override
        EventStore storeWith(Snapshots snapshots) {
            return closedAtEnd(new AxonServerEventLog(client(), serializer(), NoOpEventUpcaster.INSTANCE, snapshots));
        }

        @Override
        EventStore storeThatDoesNotPoll() {
            return storeWith(Snapshots.NONE);
        }

        @Override
        List<Place> stored() {
            return EngineContract.places(EngineContract.delivered(engine()));
        }

        @Override
        void execute(String sql) {
            database();
        }

        @Override
        String placesSql() {
            return "";
        }

        @Override
        String numbersSql() {
            return "";
        }
    }

    private static final class Stock extends EngineUnderTest {

        private static final DataSource DATABASE = TestDatabase.filledBy("stock_engine", Stock::createTables);

        Stock() {
            super(pool(DATABASE));
            Sql.run(DATABASE, "truncate domainevententry restart identity");
        }

        private static void createTables(DataSource database) {
            engineOver(database).createSchema(PostgresEventTableFactory.INSTANCE);
        }

        @Override
        EventStorageEngine engineOn(DataSource database) {
            return engineOver(database);
        }

        private static JdbcEventStorageEngine engineOver(DataSource database) {
            JdbcTransactions transactions = new JdbcTransactions(database);
            return JdbcEventStorageEngine.builder()
                    .connectionProvider(transactions)
                    .transactionManager(transactions)
                    .eventSerializer(serializer())
                    .snapshotSerializer(serializer())
                    .build();
        }

        @Override
        EventStore storeWith(Snapshots snapshots) {
            throw new UnsupportedOperationException();
        }

        @Override
        EventStore storeThatDoesNotPoll() {
            EmbeddedEventStore store = EmbeddedEventStore.builder()
                    .storageEngine(engine())
                    .fetchDelay(NEVER.toMillis())
                    .build();
            closedAtEnd(store::shutDown);
            return store;
        }

        @Override
        String placesSql() {
            return "select aggregateidentifier, sequencenumber from domainevententry order by globalindex";
        }

        @Override
        String numbersSql() {
            return "alter sequence domainevententry_globalindex_seq restart with ";
        }
    }

    static UUID aggregate() {
        return UUID.randomUUID();
    }
}

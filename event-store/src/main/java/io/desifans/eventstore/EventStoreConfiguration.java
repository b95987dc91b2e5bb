package io.desifans.eventstore;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store with its keys and its clock, the same for either side. */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    private static final int CONNECTIONS = 16;
    private static final Duration STARTED_TOGETHER = Duration.ofSeconds(60);
    private static final Duration LONGEST_OUT_OF_SIGHT = Duration.ofSeconds(5);
    private static final String LONGEST_LAG = "${desifans.longest-lag:30s}";

    /** The database of the log, brought to the newest version, with connections of its own. */
    record LogDatabase(DataSource dataSource, DataSource shared, LogHome home) implements AutoCloseable {

        @Override
        public void close() {
            OwnPool.close(dataSource, shared);
        }
    }

    @Bean
    LogDatabase logDatabase(
            DataSource database, @Value("${desifans.event-store:postgres}") String kind, MasterKey masterKey) {
        LogHome home = LogHome.of(kind);
        EventStoreSchema.migrate(database);
        home.refuseOther(database);
        return new LogDatabase(OwnPool.beside(database, "log", CONNECTIONS), database, home);
    }

    @Bean
    MasterKey masterKey(@Value("${desifans.master-key:}") String setting) {
        return MasterKey.of(setting);
    }

    @Bean
    ClaimKey claimKey(LogDatabase database, MasterKey masterKey) {
        return ClaimKey.of(database.dataSource(), masterKey);
    }

    @Bean
    PersonKeys personKeys(LogDatabase database, MasterKey masterKey) {
        PersonKeys keys = new PersonKeys(database.dataSource(), masterKey);
        keys.destroyAgain();
        return keys;
    }

    @Bean
    DatabaseClock clock(DataSource database) {
        return new DatabaseClock(database);
    }

    @Bean
    StoredNames storedNames() {
        return StoredNames.ofAllFamilies();
    }

    @Bean
    @Qualifier("eventSerializer")
    EventSerializer eventSerializer(StoredNames names) {
        return new EventSerializer(names);
    }

    @Bean
    PersonalDataOpening personalDataOpening(PersonKeys keys, EventSerializer serializer) {
        return new PersonalDataOpening(keys, serializer);
    }

    @Bean
    SealedTexts sealedTexts(PersonKeys keys) {
        return new SealedTexts(keys);
    }

    @Bean
    EventSubjects eventSubjects(LogDatabase database) {
        return new EventSubjects(database.dataSource());
    }

    /** The claim key is asked for, so that nothing is stored before the master key is known to be the right one. */
    @Bean
    EventLog eventStore(
            LogDatabase database,
            EventSerializer serializer,
            PersonalDataOpening opening,
            StoredNames names,
            PersonKeys keys,
            ObjectProvider<SnapshotTypes> snapshotTypes,
            ClaimKey claimKey,
            Clock clock,
            @Value("${desifans.axon-server:localhost:8124}") String axonServer,
            @Value("${desifans.axon-server-token:}") String token) {
        GenericEventMessage.clock = clock;
        EventUpcaster upcaster = Upcasters.after(opening);
        Snapshots snapshots = new Snapshots(snapshotTypes.getIfAvailable(() -> SnapshotTypes.NONE), keys::forOpening);
        EventLog store = switch (database.home()) {
            case POSTGRES -> {
                var engine = new PostgresEventStorageEngine(database.dataSource(), serializer, upcaster, snapshots);
                var postgres = new PostgresEventStore(engine, database.dataSource());
                keys.whenDestroyed(postgres::forgetOpened);
                yield postgres;
            }
            case AXON_SERVER ->
                new AxonServerEventLog(new AxonServerClient(axonServer, token), serializer, upcaster, snapshots);
        };
        database.home().remember(database.dataSource(), store, STARTED_TOGETHER);
        store.registerDispatchInterceptor(new PersonalDataSealing(names, keys));
        return store;
    }

    @Bean(initMethod = "start")
    LogWatch logWatch(EventLog log, LogDatabase database, PersonKeys keys) {
        LogWatch watch = new LogWatch(log, database.dataSource());
        watch.tell(view -> keys.forgetDestroyed());
        return watch;
    }

    @Bean
    LogMeters logMeters(LogWatch watch) {
        return new LogMeters(watch);
    }

    @Bean
    LogHealth eventStoreHealth(LogWatch watch) {
        return new LogHealth(() -> Map.of("lastSeen", watch.sinceLook()), LONGEST_OUT_OF_SIGHT);
    }

    @Bean
    LogHealth horizonHealth(LogWatch watch, @Value(LONGEST_LAG) Duration longest) {
        return new LogHealth(() -> Map.of("openTransaction", watch.view().horizonAge()), longest);
    }

    @Bean
    LogHealth followersHealth(LogWatch watch, @Value(LONGEST_LAG) Duration longest) {
        return new LogHealth(() -> watch.lags(), longest);
    }

    @Bean
    CommandCorrelation commandCorrelation() {
        return new CommandCorrelation();
    }
}

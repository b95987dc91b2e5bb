package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.test.TestAxonServer;
import io.desifans.test.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;

class EventStoreConfigurationTest {

    private static final String MASTER_KEY = "x//A5i+hwJY6ETNWyL81SCI88mOMVANTX92eXyc3+Ss=";

    @AfterEach
    void resetAxonsClock() {
        GenericEventMessage.clock = Clock.systemUTC();
    }

    @Test
    void it_sets_up_an_empty_database_and_starts_again_on_it() {
        DataSource database = TestDatabase.empty();
        for (int start = 0; start < 2; start++)
            try (var context = start(database, Map.of("desifans.master-key", MASTER_KEY))) {
                assertThat(context.getBean(EventStore.class)).isInstanceOf(PostgresEventStore.class);
                assertThat(context.getBean(Clock.class)).isInstanceOf(DatabaseClock.class);
                assertThat(GenericEventMessage.clock).isSameAs(context.getBean(Clock.class));
            }
    }

    @Test
    void a_test_moves_the_time_of_everything_by_a_clock_of_its_own() {
        try (var context = start(TestDatabase.empty(), Map.of("desifans.master-key", MASTER_KEY), MovedClock.class)) {
            assertThat(GenericEventMessage.clock.instant()).isEqualTo(MovedClock.TIME);
        }
    }

    @Test
    void settings_that_are_wrong_are_refused_in_one_sentence() {
        DataSource database = TestDatabase.empty();
        assertRefused(
                database,
                Map.of(),
                "The setting desifans.master-key is missing; it must be base64 of 32 random bytes.");
        assertRefused(
                database,
                Map.of("desifans.master-key", MASTER_KEY, "desifans.event-store", "mysql"),
                "The setting desifans.event-store must be postgres or axon-server.");
        assertThat(Sql.texts(database, "select nspname from pg_namespace where nspname = 'event_store'"))
                .isEmpty();
    }

    @Test
    void a_database_stays_with_the_log_that_it_began_with() {
        DataSource database = TestDatabase.empty();
        start(database, Map.of("desifans.master-key", MASTER_KEY)).close();
        assertRefused(
                database,
                Map.of("desifans.master-key", MASTER_KEY, "desifans.event-store", "axon-server"),
                "The setting desifans.event-store is axon-server, but this database belongs to a log on postgres;"
                        + " give it a database of its own.");
        assertRefused(
                TestDatabase.empty(),
                Map.of(
                        "desifans.master-key",
                        MASTER_KEY,
                        "desifans.event-store",
                        "axon-server",
                        "desifans.axon-server",
                        "http://axon"),
                "The setting desifans.axon-server must be host:port, several separated by commas.");
    }

    @Test
    void on_axon_server_it_starts_again_and_a_new_database_is_no_match_for_an_old_log() {
        DataSource database = TestDatabase.empty();
        Map<String, Object> settings = Map.of(
                "desifans.master-key",
                MASTER_KEY,
                "desifans.event-store",
                "axon-server",
                "desifans.axon-server",
                TestAxonServer.empty());
        UUID creator = UUID.randomUUID();
        for (int start = 0; start < 2; start++)
            try (var context = start(database, settings)) {
                EventLog log = context.getBean(EventLog.class);
                log.publish(new GenericDomainEventMessage<>(
                        "Creator",
                        creator.toString(),
                        start,
                        new BankDetailsVerified("asha"),
                        Map.of("actor", "x"),
                        UuidV7.next().toString(),
                        Instant.parse("2026-03-01T10:20:30.456Z")));
                assertThat(log.lastVisible()).isEqualTo(new LogPosition(0, start + 1));
                assertThat(log.readEvents(creator.toString()).asStream()).hasSize(start + 1);
            }
        assertRefused(
                TestDatabase.empty(),
                settings,
                "The log has events, but this database is new and lacks the keys to them;"
                        + " restore it from its backup, or give it a log of its own.");
    }

    private static void assertRefused(DataSource database, Map<String, Object> settings, String sentence) {
        assertThatThrownBy(() -> start(database, settings))
                .rootCause()
                .isInstanceOf(SettingRefused.class)
                .hasMessage(sentence);
    }

    private static AnnotationConfigApplicationContext start(
            DataSource database, Map<String, Object> settings, Class<?>... more) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.registerBean(DataSource.class, () -> database);
        context.register(EventStoreConfiguration.class);
        if (more.length > 0) context.register(more);
        context.refresh();
        return context;
    }

    @Configuration
    static class MovedClock {

        static final Instant TIME = Instant.parse("2031-05-06T07:08:09.010Z");

        @Bean
        @Primary
        Clock movedClock() {
            return Clock.fixed(TIME, ZoneOffset.UTC);
        }
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.eventstore.LogPosition;
import io.desifans.eventstore.UnknownPosition;
import io.desifans.test.TestDatabase;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database is put back to an earlier state, as docs/operating.md says. */
class RestoreTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String BACKUP = "backup";

    @Test
    void what_was_lost_is_gone_what_was_kept_reads_on_and_a_lost_position_is_refused() throws Exception {
        DataSource live = TestDatabase.filledBy(BACKUP, RestoreTest::firstWrites);
        UUID lost = UUID.randomUUID();
        LogPosition lostPosition;
        try (var app = start(live)) {
            lostPosition = LogPosition.parse(offer(asha(app), lost));
        }

        DataSource restored = TestDatabase.filledBy(BACKUP, RestoreTest::firstWrites);
        JdbcClient.create(restored)
                .sql("update event_store.log_epoch set epoch = epoch + 1")
                .update();
        try (var app = start(restored)) {
            Api asha = asha(app);
            UUID next = UUID.randomUUID();
            LogPosition nextPosition = LogPosition.parse(offer(asha, next));
            assertThat(nextPosition.epoch()).isEqualTo(lostPosition.epoch() + 1);
            assertThat(nextPosition.seq()).as("the number is issued again").isLessThanOrEqualTo(lostPosition.seq());
            asha.get("/api/v1/memberships/" + next).expect(200);
            asha.get("/api/v1/memberships/" + lost).expect(404);

            EventStore log = app.getBean(EventStore.class);
            assertThatThrownBy(() -> log.openStream(lostPosition)).isInstanceOf(UnknownPosition.class);
            Drained.await(restored);
            assertThat(Replays.run(api(app).signIn("admin@example.test", PASSWORD))
                            .at("/report/differences")
                            .asInt())
                    .isZero();
        }
    }

    private static void firstWrites(DataSource database) {
        try (var app = start(database)) {
            api(app).signUp("Asha", "asha@example.test").onboarded("asha");
        }
    }

    /** Where the log stands after it. */
    private static String offer(Api creator, UUID id) {
        creator.post(
                        "/api/v1/memberships",
                        Map.of("membershipId", id, "title", "Tier", "description", "d", "monthlyRecurringFee", 100))
                .expect(201);
        return creator.position();
    }

    private static Api asha(ConfigurableApplicationContext app) {
        return api(app).signIn("asha@example.test", PASSWORD);
    }

    private static Api api(ConfigurableApplicationContext app) {
        return new Api("http://localhost:" + app.getEnvironment().getProperty("local.server.port"));
    }

    private static ConfigurableApplicationContext start(DataSource database) {
        return new SpringApplicationBuilder(DesiFans.class)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + Database.ofReadModel(TestDatabase.url(database)),
                        "desifans.master-key=t0kQhlqlzc3gL2EHR3KGIUuAcm8uRn99Hs4mBcHzge8=",
                        "desifans.auth-secret=8+6JGauPz99rvc/61Kz6sdTkfDgsgPbIB6opKG1XKY0=",
                        "desifans.first-admin.email=admin@example.test",
                        "desifans.first-admin.password=" + PASSWORD)
                .run();
    }
}

package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.test.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimKeyTest {

    private static final String EVENT = """
            insert into event_store.event (epoch, aggregate_id, sequence, aggregate_type, event_id, name, revision, time, payload, metadata)
            values (0, gen_random_uuid(), 0, 'A', gen_random_uuid(), 'N', '1', now(), '{}', '{}')""";

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);

    @Test
    void the_same_value_has_the_same_digest_after_a_restart_and_another_one_elsewhere() {
        String digest = ClaimKey.of(database, MasterKeys.ANY).digest("email", "meera@example.test");
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(ClaimKey.of(database, MasterKeys.ANY).digest("email", "meera@example.test"))
                .isEqualTo(digest);
        assertThat(ClaimKey.of(database, MasterKeys.ANY).digest("username", "meera@example.test"))
                .isNotEqualTo(digest);
        DataSource elsewhere = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
        assertThat(ClaimKey.of(elsewhere, MasterKeys.ANY).digest("email", "meera@example.test"))
                .isNotEqualTo(digest);
    }

    @Test
    void another_master_key_than_that_of_the_database_is_refused() {
        ClaimKey.of(database, MasterKeys.ANY);
        assertThatThrownBy(() -> ClaimKey.of(database, MasterKeys.ANOTHER))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("The setting desifans.master-key is not the key under which this database was set up.");
    }

    @Test
    void a_lost_claim_key_is_not_replaced_once_there_are_events() {
        ClaimKey.of(database, MasterKeys.ANY);
        Sql.run(database, EVENT);
        Sql.run(database, "delete from event_store.claim_key");
        assertThatThrownBy(() -> ClaimKey.of(database, MasterKeys.ANY)).hasMessageContaining("restore it");
    }

    @Test
    void a_master_key_that_anyone_could_guess_is_refused() {
        assertThatThrownBy(() -> MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
                .isInstanceOf(SettingRefused.class)
                .hasMessage(
                        "The setting desifans.master-key could be guessed; make a random one with: openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "no base64!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
    void a_master_key_of_another_form_is_refused_in_one_sentence(String setting) {
        assertThatThrownBy(() -> MasterKey.of(setting))
                .isInstanceOf(SettingRefused.class)
                .hasMessageMatching("The setting desifans\\.master-key [^.]*\\.");
    }
}

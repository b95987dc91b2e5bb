package io.desifans.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.test.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PersonKeysTest {

    private static final UUID MEERA = PersonKeys.keyId("meera");

    private final DataSource database = TestDatabase.filledBy("event_store", EventStoreSchema::migrate);
    private final PersonKeys keys = new PersonKeys(database, MasterKeys.ANY);

    @Test
    void a_hundred_first_needs_at_once_make_one_key() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(100);
        Callable<SecretKey> firstNeed = () -> {
            PersonKeys node = new PersonKeys(database, MasterKeys.ANY);
            barrier.await();
            return node.forSealing("meera").orElseThrow();
        };
        List<SecretKey> made = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(100)) {
            List<Future<SecretKey>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) results.add(threads.submit(firstNeed));
            for (Future<SecretKey> result : results) made.add(result.get());
        }
        assertThat(made).hasSize(100).containsOnly(made.getFirst());
    }

    @Test
    void two_persons_have_different_keys() {
        assertThat(keys.forSealing("meera")).isNotEqualTo(keys.forSealing("ravi"));
    }

    @Test
    void a_destroyed_key_leaves_nothing_but_its_mark() {
        keys.forSealing("meera");
        keys.destroy(MEERA);
        keys.destroy(MEERA);
        assertThat(keys.forSealing("meera")).isEmpty();
        assertThat(opened(MEERA)).isEmpty();
        assertThat(Sql.texts(database, "select wrapped::text from event_store.person_key"))
                .containsExactly((String) null);
        assertThat(Sql.texts(database, "select (destroyed_at is not null)::text from event_store.person_key"))
                .containsExactly("true");
    }

    @Test
    void what_another_node_has_destroyed_is_forgotten_at_the_next_look() {
        keys.forSealing("meera");
        keys.forSealing("ravi");
        assertThat(opened(MEERA)).isPresent();
        new PersonKeys(database, MasterKeys.ANY).destroy(MEERA);
        assertThat(opened(MEERA)).as("still remembered").isPresent();
        AtomicInteger told = new AtomicInteger();
        keys.whenDestroyed(told::incrementAndGet);
        keys.forgetDestroyed();
        assertThat(opened(MEERA)).isEmpty();
        assertThat(told).as("others who remember are told").hasValue(1);
        assertThat(keys.forSealing("ravi")).isPresent();
    }

    @Test
    void destroying_a_key_that_is_not_there_marks_it_so_that_it_is_never_made() {
        keys.destroy(MEERA);
        assertThat(keys.forSealing("meera")).isEmpty();
        assertThat(opened(MEERA)).isEmpty();
    }

    @Test
    void a_lost_key_is_not_taken_for_a_destroyed_one() {
        assertThatThrownBy(() -> opened(MEERA)).isInstanceOf(KeyMissing.class);
    }

    @Test
    void a_wrapped_key_put_in_the_place_of_another_is_refused() {
        keys.forSealing("meera");
        keys.forSealing("ravi");
        Sql.run(
                database,
                "update event_store.person_key set wrapped = (select wrapped from event_store.person_key where person_id = 'ravi') where person_id = 'meera'");
        assertThatThrownBy(() -> new PersonKeys(database, MasterKeys.ANY).forSealing("meera"))
                .isInstanceOf(SealedValueRefused.class);
    }

    private Optional<SecretKey> opened(UUID keyId) {
        return keys.forOpening(Set.of(keyId)).apply(keyId);
    }
}

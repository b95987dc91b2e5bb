package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desifans.web.Busy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final String STORED = "000102030405060708090a0b0c0d0e0f:"
            + "5da020481072d8ebc01063fe52c5a1f7654ea3e411886b8a4a80f05fda1306095f24a64cd55f05594e01448bd6a6c0cd92b975c6e07ef46c213b3ceb7caa0cb5";

    @Test
    void I2_a_password_hashes_to_what_the_better_auth_server_stores() {
        assertThat(PasswordHash.of("Passw0rd!é", "000102030405060708090a0b0c0d0e0f"))
                .isEqualTo(STORED);
    }

    @Test
    void I2_a_hash_of_theirs_verifies_however_the_letters_are_composed() {
        assertThat(PasswordHash.matches(STORED, "Passw0rd!é")).isTrue();
        assertThat(PasswordHash.matches(STORED, "Passw0rd!e\u0301")).isTrue();
        assertThat(PasswordHash.matches(STORED, "Passw0rd!e")).isFalse();
    }

    @Test
    void every_hash_has_a_salt_of_its_own() {
        String first = PasswordHash.of("Passw0rd!");
        assertThat(PasswordHash.of("Passw0rd!")).isNotEqualTo(first);
        assertThat(PasswordHash.isWellFormed(first)).isTrue();
    }

    @Test
    void a_malformed_stored_hash_matches_nothing() {
        Passwords passwords = new Passwords(1, Duration.ofSeconds(5), new SimpleMeterRegistry());
        assertThat(passwords.matches("nonsense", "Passw0rd!")).isFalse();
        assertThat(passwords.matches(null, "Passw0rd!")).isFalse();
    }

    @Test
    void who_finds_no_slot_in_time_is_told_to_come_back() throws Exception {
        Passwords passwords = new Passwords(1, Duration.ZERO, new SimpleMeterRegistry());
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> passwords.hash("Passw0rd!", () -> {
                    hashing.countDown();
                    await(refused);
                }));
        await(hashing);
        assertThatThrownBy(() -> passwords.matches(null, "Passw0rd!")).isInstanceOf(Busy.class);
        refused.countDown();
        first.join();
        assertThat(passwords.matches(STORED, "Passw0rd!é")).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

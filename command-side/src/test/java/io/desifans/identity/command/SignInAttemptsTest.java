package io.desifans.identity.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.eventstore.EventStoreSchema;
import io.desifans.test.TestDatabase;
import io.desifans.web.Busy;
import io.desifans.web.Rate;
import io.desifans.web.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Wrong passwords, one after the other. The clock stands still. */
class SignInAttemptsTest {

    private static final String EMAIL = "asha@example.test";

    private final DataSource database = TestDatabase.filledBy("sign-in-attempts", EventStoreSchema::migrate);

    @Test
    void after_ten_wrong_passwords_the_account_is_slow_and_not_locked() {
        SignInAttempts quick = attempts(Duration.ofMillis(1));
        for (int i = 0; i < 9; i++)
            assertThat(quick.isRight(EMAIL, () -> false)).isFalse();
        for (int i = 0; i < 20; i++)
            assertThat(quick.isRight(EMAIL, () -> true)).isTrue();
        assertThat(quick.isRight(EMAIL, () -> false)).isFalse();
        assertThat(quick.isRight(EMAIL, () -> true)).as("slow, and right").isTrue();

        assertThat(isDelayed(EMAIL)).isTrue();
        assertThat(isDelayed("other@example.test")).isFalse();
    }

    @Test
    void what_was_not_verified_is_no_wrong_password() {
        SignInAttempts attempts = attempts(Duration.ofMillis(1));
        for (int i = 0; i < 20; i++) {
            try {
                attempts.isRight(EMAIL, () -> {
                    throw new Busy();
                });
            } catch (Busy e) {
                assertThat(isDelayed(EMAIL)).isFalse();
            }
        }
    }

    /** Whether it would wait for an hour before the password is looked at. */
    private boolean isDelayed(String email) {
        CompletableFuture<Boolean> delayed = new CompletableFuture<>();
        Thread attempt = Thread.ofPlatform().start(() -> {
            try {
                attempts(Duration.ofHours(1)).isRight(email, () -> delayed.complete(false));
            } catch (Busy interrupted) {
                delayed.complete(true);
            }
        });
        while (!delayed.isDone()) {
            if (attempt.getState() == Thread.State.TIMED_WAITING && sleeps(attempt)) attempt.interrupt();
            Thread.onSpinWait();
        }
        return delayed.join();
    }

    private static boolean sleeps(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace())
            if (frame.getMethodName().equals("delay")) return true;
        return false;
    }

    private SignInAttempts attempts(Duration delay) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
        RateLimits limits = new RateLimits(true, database, (what, who) -> what + ' ' + who, clock);
        return new SignInAttempts(limits, new Rate(10, Duration.ofMinutes(15)), delay);
    }
}

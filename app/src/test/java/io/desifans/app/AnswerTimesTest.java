package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The time of an answer does not tell who has an account. The two are asked in turn, so that whatever else the machine does
 * slows both, and their medians are compared with a wide margin; {@code -Ddesifans.samples} makes it finer.
 */
class AnswerTimesTest extends MailedTest {

    private static final int SAMPLES = Integer.getInteger("desifans.samples", 40);
    private static final int WARM_UP = 10;

    @Test
    void I15_a_sign_in_takes_as_long_for_who_is_unknown_as_for_who_errs() {
        anonymous().signUp("Bina", email);
        Api visitor = anonymous();
        compare(
                () -> ask(visitor, "sign-in/email", Map.of("email", email, "password", "wrong horse")),
                () -> ask(visitor, "sign-in/email", Map.of("email", unknown(), "password", "wrong horse")),
                401);
    }

    @Test
    void I15_a_reset_is_asked_for_as_fast_for_who_is_unknown_as_for_who_is_known() {
        anonymous().signUp("Bina", email);
        Api visitor = anonymous();
        compare(
                () -> ask(visitor, "request-password-reset", Map.of("email", email)),
                () -> ask(visitor, "request-password-reset", Map.of("email", unknown())),
                200);
    }

    private static void compare(Supplier<Api.Answer> known, Supplier<Api.Answer> unknown, int status) {
        long[] ofKnown = new long[SAMPLES];
        long[] ofUnknown = new long[SAMPLES];
        for (int i = -WARM_UP; i < SAMPLES; i++) {
            long first = nanos(i % 2 == 0 ? known : unknown, status);
            long second = nanos(i % 2 == 0 ? unknown : known, status);
            if (i < 0) continue;
            ofKnown[i] = i % 2 == 0 ? first : second;
            ofUnknown[i] = i % 2 == 0 ? second : first;
        }
        double ratio = (double) median(ofKnown) / median(ofUnknown);
        assertThat(ratio)
                .as("known %d us, unknown %d us", median(ofKnown) / 1000, median(ofUnknown) / 1000)
                .isBetween(0.5, 2.0);
    }

    private static long nanos(Supplier<Api.Answer> call, int status) {
        long begin = System.nanoTime();
        call.get().expect(status);
        return System.nanoTime() - begin;
    }

    private static long median(long[] samples) {
        long[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String unknown() {
        return UUID.randomUUID() + "@example.test";
    }
}

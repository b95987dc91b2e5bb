package io.desifans.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two years of payments, renewals, refunds, disputes and payouts, each lived twice: in order, and in disorder. */
class AnyTimeTest {

    private static final int LIVES = 1_000;
    private static final int AT_ONCE = 2;

    @Test
    void p4_a_thousand_lives_end_the_same_in_whatever_order_and_how_often_they_are_told() {
        List<String> wrong = IntStream.range(0, AT_ONCE)
                .parallel()
                .boxed()
                .flatMap(part -> {
                    MoneyWorld world = new MoneyWorld();
                    return IntStream.range(0, LIVES)
                            .filter(seed -> seed % AT_ONCE == part)
                            .mapToObj(seed -> told(world, seed))
                            .filter(fault -> fault != null)
                            .limit(3);
                })
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_was_refused_is_not_given_when_all_is_read_again() {
        List<Step> lived = List.of(
                new Step.Buy(0, 0, 0, 1, false),
                new Step.Buy(1, 0, 0, 1, false),
                new Step.Pay(0, 0, "succeeded", 0, "INR"),
                new Step.Pass(1),
                new Step.Pay(1, 0, "succeeded", 0, "INR"),
                new Step.Pass(1),
                new Step.Dispute(0, "opened"));
        assertThat(Life.end(new MoneyWorld(), lived, null)).contains("refused granted 0", "disputes [OPENED]");
    }

    private static @Nullable String told(MoneyWorld world, int seed) {
        List<Step> steps = RandomLife.of(seed);
        if (fault(world, steps, seed) == null) return null;
        List<Step> shrunk = RandomLife.shrunk(steps, less -> fault(world, less, seed) != null);
        return "seed " + seed + "\n" + shrunk + "\n" + fault(world, shrunk, seed);
    }

    /** Null if the life ends the same both times. */
    private static @Nullable String fault(MoneyWorld world, List<Step> steps, int seed) {
        try {
            String end = Life.end(world, steps, null);
            String other = Life.end(world, steps, new Random(seed));
            return end.equals(other) ? null : "in order:\n" + end + "\nin disorder:\n" + other;
        } catch (AssertionError | RuntimeException e) {
            return e + " " + e.getCause();
        }
    }
}

package io.desifans.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Commands in random sequences, held against a notebook: each answer, and how all stands after each. */
class ModelTest {

    private static final int SEQUENCES = 2_000;
    private static final int FEW = 12;

    private final MoneyWorld world = new MoneyWorld();

    @Test
    void p4_two_thousand_sequences_of_commands_come_to_what_the_notebook_says() {
        IntStream.range(0, SEQUENCES).forEach(seed -> {
            List<Step> steps = RandomCommands.of(seed);
            if (difference(steps, Model.Fault.NONE) == null) return;
            List<Step> shrunk = RandomLife.shrunk(steps, less -> difference(less, Model.Fault.NONE) != null);
            assertThat(difference(shrunk, Model.Fault.NONE))
                    .as("seed %s: %s", seed, shrunk)
                    .isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void each_error_in_the_notebook_is_found_and_shown_by_a_few_steps(Model.Fault fault) {
        List<Step> found = IntStream.range(0, SEQUENCES)
                .mapToObj(RandomCommands::of)
                .filter(steps -> difference(steps, fault) != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody sees that " + fault));
        List<Step> shrunk = RandomLife.shrunk(found, less -> difference(less, fault) != null);
        assertThat(shrunk).hasSizeBetween(1, FEW);
        assertThat(difference(shrunk, Model.Fault.NONE)).isNull();
    }

    /** Null if there is none. */
    private @Nullable String difference(List<Step> steps, Model.Fault fault) {
        Model model = new Model(fault);
        Life life = Life.begin(world);
        int begun = 0;
        for (Step step : steps) {
            if (step instanceof Step.Buy buy) begun = Math.max(begun, buy.number() + 1);
            String expected = model.after(step);
            String answer = life.live(step);
            life.arrive();
            if (!answer.equals(expected)) return step + " was answered " + answer + ", not " + expected;
            String stands = ModelView.of(life.books(), begun);
            if (!stands.equals(model.told())) return "after " + step + "\n" + stands + "\nand not\n" + model.told();
        }
        return null;
    }
}

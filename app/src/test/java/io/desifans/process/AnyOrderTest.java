package io.desifans.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.process.Flow.Happening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes first, and however often: each course of events ends in one state, and the money is in order all the way. */
class AnyOrderTest {

    private static final int LONGEST = 6;

    private final MoneyWorld world = new MoneyWorld();
    private final List<String> way = new ArrayList<>();
    private final Map<String, String> ends = new HashMap<>();
    private int sequences;

    static Stream<Flow> flows() {
        return Flows.all();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void p4_a_course_of_events_ends_the_same_in_every_order_and_with_every_repetition(Flow flow) {
        List<Happening> happenings = flow.begin(world);
        assertThat(happenings).hasSizeBetween(2, LONGEST);
        goOn(flow, happenings, new int[happenings.size()]);
        assertThat(sequences).isGreaterThanOrEqualTo(factorial(happenings.size()));
    }

    /** Every sequence of up to six in which each happening comes at least once. */
    private void goOn(Flow flow, List<Happening> happenings, int[] times) {
        long missing = Arrays.stream(times).filter(each -> each == 0).count();
        if (missing == 0) end(flow);
        if (way.size() + missing > LONGEST || way.size() == LONGEST) return;
        MoneyWorld.Mark before = world.mark();
        for (int next = 0; next < times.length; next++) {
            if (times[next] > 0 && way.size() + 1 + missing > LONGEST) continue;
            way.add(happenings.get(next).name());
            happenings.get(next).happen().accept(times[next]++);
            world.drain();
            assertThat(BookRules.broken(Books.of(world.log)))
                    .as("%s: %s", flow, way)
                    .isEmpty();
            goOn(flow, happenings, times);
            world.backTo(before);
            times[next]--;
            way.removeLast();
        }
    }

    private void end(Flow flow) {
        sequences++;
        MoneyWorld.Mark before = world.mark();
        world.settle();
        Books books = Books.of(world.log);
        assertThat(BookRules.brokenInTheEnd(books)).as("%s: %s", flow, way).isEmpty();
        String end = Standing.of(books, flow.sums());
        @Nullable String first = ends.putIfAbsent("end", end);
        if (first != null) assertThat(end).as("%s: %s", flow, way).isEqualTo(first);
        world.backTo(before);
    }

    private static int factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }
}

package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.process.Model;
import io.desifans.process.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Requests in random sequences, held against a notebook: each answer, and what buyers and the creator read afterwards. Many
 * shops live side by side, so that what follows from a step of each is waited for once.
 */
class ModelOverHttpTest extends EndToEndTest {

    private static final int SHOPS = 80;
    private static final int SEQUENCES = 25;
    private static final int STEPS = 5;
    private static final int AT_ONCE = 8;

    private final Set<String> answers = ConcurrentHashMap.newKeySet();

    private final class Visited {

        private final int number;
        private final Random random;
        private final ModelRequests requests;
        private final Model model = new Model(Model.Fault.NONE, Duration.ZERO);
        private final List<Step> lived = new ArrayList<>();

        private Visited(int number) {
            this.number = number;
            this.random = new Random(number);
            this.requests = new ModelRequests(ModelOverHttpTest.this, "notebook-" + number);
        }

        private Visited live() {
            Step step = requests.next(random, model);
            lived.add(step);
            String answer = requests.send(step);
            answers.add(answer);
            assertThat(answer).as("shop %s: %s", number, lived).isEqualTo(model.after(step));
            return this;
        }

        private Visited compare() {
            assertThat(requests.read()).as("shop %s: %s", number, lived).isEqualTo(requests.expected(model));
            return this;
        }
    }

    @Test
    void p4_two_thousand_sequences_of_requests_come_to_what_the_notebook_says() throws Exception {
        gateway();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Visited> shops = done(
                    threads,
                    IntStream.range(0, SHOPS)
                            .<Callable<Visited>>mapToObj(number -> () -> new Visited(number))
                            .toList());
            settle();
            for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                for (int step = 0; step < STEPS; step++) {
                    done(
                            threads,
                            shops.stream()
                                    .<Callable<Visited>>map(shop -> shop::live)
                                    .toList());
                    settle();
                }
                done(
                        threads,
                        shops.stream()
                                .<Callable<Visited>>map(shop -> shop::compare)
                                .toList());
            }
        }
        assertThat(answers)
                .contains(
                        "done",
                        "404 NOT_FOUND",
                        "409 ALREADY_PURCHASED",
                        "409 NOTHING_TO_REFUND",
                        "409 NO_EXPIRED_DISPUTE",
                        "409 PAYMENT_NOT_COMPLETED",
                        "409 INVALID_PAYOUT_TRANSITION",
                        "422 BELOW_THRESHOLD");
        assertThat(MoneyInvariants.broken(database)).isEmpty();
    }

    private static List<Visited> done(ExecutorService threads, List<Callable<Visited>> work) throws Exception {
        List<Visited> done = new ArrayList<>();
        for (Future<Visited> each : threads.invokeAll(work)) done.add(each.get());
        return done;
    }

    /** All has followed; what may go back, the gateway has sent, too. */
    private void settle() throws SQLException {
        drained();
        gateway().advance(10);
        drained();
    }
}

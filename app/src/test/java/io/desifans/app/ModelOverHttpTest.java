package io.desifans.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.process.Model;
import io.desifans.process.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests in random sequences, held against a notebook: each answer, and what buyers and the creator read afterwards. */
class ModelOverHttpTest extends EndToEndTest {

    private static final int SHOPS = 8;
    private static final int SEQUENCES = 25;
    private static final int STEPS = 5;

    private final Set<String> answers = new HashSet<>();

    @Test
    void p4_two_hundred_sequences_of_requests_come_to_what_the_notebook_says() throws Exception {
        gateway();
        Api admin = admin();
        for (int number = 0; number < SHOPS; number++) {
            var requests = new ModelRequests(this, admin, "notebook-" + number);
            var random = new Random(number);
            Model model = new Model(Model.Fault.NONE, Duration.ZERO);
            List<Step> lived = new ArrayList<>();
            for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                for (int step = 0; step < STEPS; step++) live(requests.next(random, model), requests, model, lived);
                assertThat(requests.read()).as("shop %s: %s", number, lived).isEqualTo(requests.expected(model));
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

    private void live(Step step, ModelRequests requests, Model model, List<Step> lived) throws SQLException {
        lived.add(step);
        String answer = requests.send(step);
        answers.add(answer);
        assertThat(answer).as(lived.toString()).isEqualTo(model.after(step));
        if (answer.equals("done")) settle(step);
    }

    /** All has followed from it; where money may go back, the gateway has sent it, too. */
    private void settle(Step step) throws SQLException {
        drained();
        boolean mayGoBack = switch (step) {
            case Step.Pay s -> true;
            case Step.Refund s -> true;
            case Step.Dispute s -> true;
            case Step.Decide s -> true;
            case Step.Order s -> !s.activate();
            default -> false;
        };
        if (!mayGoBack) return;
        gateway().advance(10);
        drained();
    }
}

package io.desifans.billing.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentType;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.command.Commands;
import io.desifans.command.TwoNodes;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.eventstore.UuidV7;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Money that comes in many times at once, on two nodes. */
class PaymentRaceTest {

    private static final String SELLER = "racingSeller";
    private static final String BUYER = "racingBuyer";
    private static final UUID POST = UuidV7.next();

    @BeforeAll
    static void sell() {
        NODES.registerCreator(SELLER);
        NODES.register(BUYER);
        NODES.send(0, new RegisterCustomer(BUYER), TwoNodes.user(BUYER));
        NODES.happened("Post", POST, new PostPublished(POST, SELLER, "A sunset", PostType.EXCLUSIVE, 100L, List.of()));
    }

    @Test
    void fifty_payments_of_one_post_at_once_are_one_purchase_and_49_refused_grants() throws Exception {
        List<UUID> payments = new ArrayList<>();
        for (int i = 0; i < 50; i++) payments.add(begunAndCancelled());

        assertThat(NODES.race(50, i -> succeed(i, payments.get(i), "pay_race_" + i)))
                .isEqualTo(Collections.nCopies(50, "done"));

        await().atMost(Duration.ofMinutes(2)).until(() -> refused(payments) == 49);
        assertThat(NODES.eventsOf(DerivedId.of("Purchase", BUYER, POST.toString())))
                .containsExactly("PostPurchaseGranted");
        assertThat(payments).allSatisfy(id -> assertThat(NODES.eventsOf(id)).containsOnlyOnce("PaymentCompleted"));
    }

    @Test
    void one_payment_told_twenty_times_at_once_is_completed_once() throws Exception {
        UUID post = UuidV7.next();
        NODES.happened("Post", post, new PostPublished(post, SELLER, "A river", PostType.EXCLUSIVE, 100L, List.of()));
        UUID id = begun(post);
        assertThat(NODES.race(20, i -> succeed(i, id, "pay_told"))).contains("done");
        assertThat(NODES.eventsOf(id)).containsOnlyOnce("PaymentCompleted");
    }

    @Test
    void of_many_checkouts_at_once_no_more_than_five_are_open() throws Exception {
        UUID post = UuidV7.next();
        NODES.happened("Post", post, new PostPublished(post, SELLER, "A hill", PostType.EXCLUSIVE, 100L, List.of()));
        List<String> outcomes = NODES.race(12, i -> retried(() -> begun(post)));
        assertThat(outcomes).filteredOn("done"::equals).hasSize(5);
        assertThat(outcomes).filteredOn("409 TOO_MANY_OPEN_PAYMENTS"::equals).hasSize(7);
    }

    /** As a client does that is told that others keep changing the same. */
    private static void retried(Runnable task) {
        for (int attempt = 0; ; attempt++) {
            try {
                task.run();
                return;
            } catch (ConcurrencyException e) {
                if (attempt == 20) throw e;
            }
        }
    }

    private static UUID begun(UUID post) {
        UUID id = UuidV7.next();
        NODES.send(
                0, new InitiatePayment(id, BUYER, PaymentType.EXCLUSIVE_POST, post, null, null), TwoNodes.user(BUYER));
        return id;
    }

    private static UUID begunAndCancelled() {
        UUID id = begun(POST);
        NODES.send(1, new CancelPayment(id, BUYER), TwoNodes.user(BUYER));
        return id;
    }

    private static void succeed(int node, UUID transactionId, String gatewayPaymentId) {
        retried(() -> NODES.part(node, Commands.class)
                .sendAsSystem(
                        "test",
                        new RecordGatewayPayment(
                                transactionId, gatewayPaymentId, GatewayStatus.SUCCEEDED, 100, "INR", null)));
    }

    private static long refused(List<UUID> payments) {
        return payments.stream()
                .filter(id -> NODES.eventsOf(id).contains("GrantRefused"))
                .count();
    }
}

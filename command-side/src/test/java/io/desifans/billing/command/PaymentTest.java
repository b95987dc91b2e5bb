package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.completed;
import static io.desifans.billing.command.Sales.initiated;
import static io.desifans.billing.command.Sales.seen;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.CancelCause;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PaymentCommand.ExpirePayment;
import io.desifans.billing.command.PaymentCommand.FailCheckout;
import io.desifans.billing.command.PaymentCommand.OpenCheckoutSession;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each message does to a payment in each of its states. */
class PaymentTest {

    private static final String PAID = "pay_1";
    private static final PaymentProcessing PROCESSING = new PaymentProcessing(PAYMENT, RAVI, PAID);
    private static final PaymentFailed FAILED = new PaymentFailed(PAYMENT, RAVI, PAID, null);
    private static final PaymentCancelled CANCELLED = new PaymentCancelled(PAYMENT, RAVI, PAID, CancelCause.GATEWAY);
    private static final CheckoutSessionOpened OPENED =
            new CheckoutSessionOpened(PAYMENT, RAVI, "cks_1", "https://pay.example.test/1");

    private final Past past = Past.ofFourUsers();

    private TestExecutor<Payment> given(List<PaymentEvent> history) {
        List<PaymentEvent> all = new ArrayList<>(List.of(initiated()));
        all.addAll(history);
        return past.fixture(Payment.class).given(all);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("pending", List.of()),
                Arguments.of("processing", List.of(PROCESSING)),
                Arguments.of("failed", List.of(FAILED)),
                Arguments.of("cancelled", List.of(CANCELLED)),
                Arguments.of("completed", List.of(completed(PAID, false))));
    }

    private static List<PaymentEvent> history(String state) {
        return states().filter(row -> row.get()[0].equals(state))
                .map(row -> {
                    @SuppressWarnings("unchecked")
                    List<PaymentEvent> events = (List<PaymentEvent>) row.get()[1];
                    return events;
                })
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"pending, true", "processing, false", "failed, false", "cancelled, false", "completed, false"})
    void only_one_that_nobody_has_begun_to_pay_is_given_up(String state, boolean given) {
        var result = given(history(state)).when(new ExpirePayment(PAYMENT)).expectSuccessfulHandlerExecution();
        if (given) result.expectEvents(new PaymentCancelled(PAYMENT, RAVI, null, CancelCause.TIMEOUT));
        else result.expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({
        "pending,    PENDING,    ",
        "pending,    PROCESSING, processing",
        "pending,    FAILED,     failed",
        "pending,    CANCELLED,  cancelled",
        "pending,    SUCCEEDED,  completed",
        "processing, PENDING,    ",
        "processing, PROCESSING, ",
        "processing, FAILED,     failed",
        "processing, CANCELLED,  cancelled",
        "processing, SUCCEEDED,  completed",
        "failed,     PENDING,    ",
        "failed,     PROCESSING, ",
        "failed,     FAILED,     ",
        "failed,     CANCELLED,  ",
        "failed,     SUCCEEDED,  completed late",
        "cancelled,  PENDING,    ",
        "cancelled,  PROCESSING, ",
        "cancelled,  FAILED,     ",
        "cancelled,  CANCELLED,  ",
        "cancelled,  SUCCEEDED,  completed late",
        "completed,  PENDING,    ",
        "completed,  PROCESSING, ",
        "completed,  FAILED,     anomaly failed",
        "completed,  CANCELLED,  anomaly cancelled",
        "completed,  SUCCEEDED,  "
    })
    void only_what_ranks_higher_moves_it(String state, GatewayStatus message, String expected) {
        PaymentEvent event = expected == null
                ? null
                : switch (expected) {
                    case "processing" -> PROCESSING;
                    case "failed" -> FAILED;
                    case "cancelled" -> CANCELLED;
                    case "completed" -> completed(PAID, false);
                    case "completed late" -> completed(PAID, true);
                    default -> new PaymentAnomalyRecorded(PAYMENT, RAVI, PAID, expected.split(" ")[1]);
                };
        var result = given(history(state)).when(seen(PAID, message)).expectSuccessfulHandlerExecution();
        if (event == null) result.expectNoEvents();
        else result.expectEvents(event);
    }

    @ParameterizedTest
    @CsvSource({
        "pending,    cancelled",
        "processing, 409",
        "failed,     409",
        "cancelled,  nothing",
        "completed,  409",
    })
    void its_buyer_cancels_what_nobody_has_begun_to_pay(String state, String expected) {
        var result = given(history(state)).when(new CancelPayment(PAYMENT, RAVI));
        switch (expected) {
            case "cancelled" -> result.expectEvents(new PaymentCancelled(PAYMENT, RAVI, null, CancelCause.BUYER));
            case "nothing" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            default ->
                result.expectException(Refusal.of(409, "PAYMENT_NOT_PENDING")).expectNoEvents();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_page_is_opened_or_refused_only_while_it_is_pending(String state, List<PaymentEvent> history) {
        boolean pending = state.equals("pending");
        var opened = given(history).when(new OpenCheckoutSession(PAYMENT, "cks_1", "https://pay.example.test/1"));
        var refused = given(history).when(new FailCheckout(PAYMENT, "INVALID"));
        if (pending) {
            opened.expectEvents(OPENED);
            refused.expectEvents(new PaymentFailed(PAYMENT, RAVI, null, "INVALID"));
        } else {
            opened.expectSuccessfulHandlerExecution().expectNoEvents();
            refused.expectSuccessfulHandlerExecution().expectNoEvents();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void a_grant_is_refused_once_and_only_of_a_completed_payment(String state, List<PaymentEvent> history) {
        var refused = new GrantRefused(PAYMENT, RAVI, ASHA, GrantRefusal.POST_DELETED);
        var command = new RefuseGrant(PAYMENT, GrantRefusal.POST_DELETED);
        var result = given(history).when(command);
        if (state.equals("completed")) result.expectEvents(refused);
        else result.expectException(Refusal.of(409, "PAYMENT_NOT_COMPLETED")).expectNoEvents();
        given(List.of(completed(PAID, false), refused))
                .when(command)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "failed", "cancelled"})
    void p8_another_amount_or_currency_completes_nothing_and_is_noted_once(String state) {
        var dollars = new RecordGatewayPayment(PAYMENT, PAID, GatewayStatus.SUCCEEDED, PRICE, "USD", null);
        var seen = new PaymentAmountMismatchDetected(PAYMENT, RAVI, PAID, PRICE, PRICE, "USD");
        List<PaymentEvent> history = history(state);
        given(history).when(dollars).expectEvents(seen);
        List<PaymentEvent> noted = new ArrayList<>(history);
        noted.add(seen);
        given(noted).when(dollars).expectSuccessfulHandlerExecution().expectNoEvents();
        given(history)
                .when(new RecordGatewayPayment(PAYMENT, PAID, GatewayStatus.SUCCEEDED, PRICE - 1, "INR", null))
                .expectEvents(new PaymentAmountMismatchDetected(PAYMENT, RAVI, PAID, PRICE, PRICE - 1, "INR"));
    }

    @Test
    void another_amount_that_was_not_taken_is_no_money() {
        for (GatewayStatus status : List.of(GatewayStatus.FAILED, GatewayStatus.CANCELLED, GatewayStatus.PROCESSING))
            for (String currency : List.of("INR", "USD"))
                given(List.of())
                        .when(new RecordGatewayPayment(PAYMENT, PAID, status, PRICE - 1, currency, null))
                        .expectEvents(
                                switch (status) {
                                    case FAILED -> new PaymentFailed(PAYMENT, RAVI, PAID, null);
                                    case CANCELLED -> new PaymentCancelled(PAYMENT, RAVI, PAID, CancelCause.GATEWAY);
                                    default -> new PaymentProcessing(PAYMENT, RAVI, PAID);
                                });
    }

    @Test
    void the_payment_that_won_takes_no_money_a_second_time_by_another_amount() {
        var contradiction = new PaymentAnomalyRecorded(PAYMENT, RAVI, PAID, "succeeded");
        var less = new RecordGatewayPayment(PAYMENT, PAID, GatewayStatus.SUCCEEDED, PRICE - 1, "INR", null);
        given(List.of(completed(PAID, false))).when(less).expectEvents(contradiction);
        given(List.of(completed(PAID, false), contradiction))
                .when(less)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_second_payment_for_a_completed_one_is_noted_once_whatever_its_amount() {
        var duplicate = new DuplicatePaymentDetected(PAYMENT, RAVI, "pay_2", PRICE);
        given(List.of(completed(PAID, false)))
                .when(seen("pay_2", GatewayStatus.SUCCEEDED))
                .expectEvents(duplicate);
        given(List.of(completed(PAID, false), duplicate))
                .when(seen("pay_2", GatewayStatus.SUCCEEDED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(List.of(completed(PAID, false)))
                .when(new RecordGatewayPayment(PAYMENT, "pay_2", GatewayStatus.SUCCEEDED, 1, "INR", null))
                .expectEvents(new DuplicatePaymentDetected(PAYMENT, RAVI, "pay_2", 1));
        given(List.of(completed(PAID, false)))
                .when(new RecordGatewayPayment(PAYMENT, "pay_2", GatewayStatus.SUCCEEDED, PRICE, "USD", null))
                .expectEvents(new PaymentAmountMismatchDetected(PAYMENT, RAVI, "pay_2", PRICE, PRICE, "USD"));
    }

    @Test
    void another_attempt_that_came_to_nothing_is_no_anomaly() {
        for (GatewayStatus status : List.of(GatewayStatus.FAILED, GatewayStatus.CANCELLED, GatewayStatus.PROCESSING))
            given(List.of(completed(PAID, false)))
                    .when(seen("pay_0", status))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
    }

    @Test
    void an_anomaly_is_noted_once() {
        given(List.of(completed(PAID, false), new PaymentAnomalyRecorded(PAYMENT, RAVI, PAID, "failed")))
                .when(seen(PAID, GatewayStatus.FAILED))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_page_is_opened_once() {
        given(List.of(OPENED))
                .when(new OpenCheckoutSession(PAYMENT, "cks_2", "https://pay.example.test/2"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given(List.of(OPENED))
                .when(new FailCheckout(PAYMENT, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobody_else_knows_of_it() {
        for (String other : List.of(ASHA, MINA))
            given(List.of())
                    .when(new CancelPayment(PAYMENT, other))
                    .expectException(Refusal.of(404, "NOT_FOUND"))
                    .expectNoEvents();
    }

    @Test
    void the_gateways_words_are_known() {
        assertThat(GatewayStatus.of("requires_capture")).hasValue(GatewayStatus.PROCESSING);
        assertThat(GatewayStatus.of("requires_payment_method")).hasValue(GatewayStatus.PENDING);
        assertThat(GatewayStatus.of("succeeded")).hasValue(GatewayStatus.SUCCEEDED);
        assertThat(GatewayStatus.of("SUCCEEDED")).isEmpty();
        assertThat(GatewayStatus.of("paid")).isEmpty();
    }
}

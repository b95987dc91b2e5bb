package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.completed;
import static io.desifans.billing.command.Sales.initiated;
import static io.desifans.billing.command.Sales.seen;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.MismatchResolution;
import io.desifans.billing.PaymentEvent.AmountMismatchResolved;
import io.desifans.billing.PaymentEvent.DuplicatePaymentDetected;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentAnomalyRecorded;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.PaymentCommand.DecideMismatch;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.RefundCommand.FailRefund;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What becomes of money that was not what was agreed. */
class MismatchTest {

    private static final String PAID = "pay_1";
    private static final UUID REFUND_ID = UUID.fromString("0199a000-0000-7000-8000-0000000000d1");
    private static final UUID REFUND = DerivedId.of("Refund", PAYMENT.toString(), PAID, "0");

    @Test
    void p8_an_admin_takes_a_wrong_amount_for_what_was_agreed_and_what_was_really_paid_is_credited() {
        PaymentCompleted credited = new PaymentCompleted(
                PAYMENT, RAVI, ASHA, PaymentType.EXCLUSIVE_POST, Sales.POST, null, 995, 100, 895, PAID, false);
        given(took(PAID, 995, "INR"))
                .when(accept(PAID))
                .expectEvents(resolved(PAID, 995, "INR", MismatchResolution.ACCEPTED), credited);
        List<Event> accepted =
                List.of(took(PAID, 995, "INR"), resolved(PAID, 995, "INR", MismatchResolution.ACCEPTED), credited);
        given(accepted).when(accept(PAID)).expectSuccessfulHandlerExecution().expectNoEvents();
        given(accepted).when(took(995)).expectSuccessfulHandlerExecution().expectNoEvents();
        given(accepted)
                .when(seen(PAID, GatewayStatus.SUCCEEDED))
                .expectEvents(new PaymentAnomalyRecorded(PAYMENT, RAVI, PAID, "succeeded"));
        given(accepted).when(giveBack(PAID)).expectException(Refusal.of(409, "NO_OPEN_MISMATCH"));
        given(accepted)
                .when(new RequestRefund(PAYMENT, REFUND_ID, null, Instant.EPOCH))
                .expectEvents(new RefundRequested(PAYMENT, RAVI, REFUND_ID, PAID, 995, RefundCause.ADMIN));
    }

    @Test
    void p8_what_is_not_in_rupees_or_too_much_or_nothing_can_only_go_back() {
        given(took(PAID, PRICE, "USD")).when(accept(PAID)).expectException(Refusal.of(409, "NOT_IN_RUPEES"));
        for (long amount : List.of(0L, 1L + Integer.MAX_VALUE))
            given(took(PAID, amount, "INR")).when(accept(PAID)).expectException(Refusal.of(409, "AMOUNT_OUT_OF_RANGE"));
        given(List.of(completed("pay_0", false), took(PAID, PRICE, "USD")))
                .when(accept(PAID))
                .expectException(Refusal.of(409, "PAYMENT_COMPLETED"));
    }

    @Test
    void p8_a_wrong_amount_goes_back_whole_and_again_only_if_the_gateway_would_not() {
        var asked = new RefundRequested(PAYMENT, RAVI, REFUND, PAID, PRICE, RefundCause.AMOUNT_MISMATCH);
        var failed = new PaymentFailed(PAYMENT, RAVI, PAID, "amount_mismatch");
        List<Event> past = new ArrayList<>(List.of(took(PAID, PRICE, "USD")));
        var returned = resolved(PAID, PRICE, "USD", MismatchResolution.RETURNED);
        given(past).when(giveBack(PAID)).expectEvents(returned, failed, asked);
        past.addAll(List.of(returned, failed, asked));
        given(past).when(giveBack(PAID)).expectSuccessfulHandlerExecution().expectNoEvents();
        given(past).when(took(PRICE)).expectEvents(new PaymentAnomalyRecorded(PAYMENT, RAVI, PAID, "succeeded"));
        given(past)
                .when(back(REFUND, "ref_1", "USD"))
                .expectEvents(new RefundSucceeded(
                        PAYMENT,
                        RAVI,
                        ASHA,
                        PaymentType.EXCLUSIVE_POST,
                        Sales.POST,
                        REFUND,
                        "ref_1",
                        PAID,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        false));
        var refused = new RefundFailed(PAYMENT, RAVI, REFUND, PAID, PRICE, "NO");
        given(past).when(new FailRefund(PAYMENT, REFUND, "NO")).expectEvents(refused);
        past.add(refused);
        UUID second = DerivedId.of("Refund", PAYMENT.toString(), PAID, "1");
        given(past)
                .when(giveBack(PAID))
                .expectEvents(new RefundRequested(PAYMENT, RAVI, second, PAID, PRICE, RefundCause.AMOUNT_MISMATCH));
    }

    @Test
    void what_the_gateway_gave_back_by_hand_needs_no_decision() {
        UUID made = DerivedId.of("Refund", "ref_1");
        given(took(PAID, PRICE - 1, "INR"))
                .when(new RecordGatewayRefund(
                        PAYMENT, null, "ref_1", PAID, GatewayRefundStatus.SUCCEEDED, PRICE - 1, "INR"))
                .expectEvents(
                        resolved(PAID, PRICE - 1, "INR", MismatchResolution.RETURNED),
                        new RefundSucceeded(
                                PAYMENT,
                                RAVI,
                                ASHA,
                                PaymentType.EXCLUSIVE_POST,
                                Sales.POST,
                                made,
                                "ref_1",
                                PAID,
                                PRICE - 1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                false));
    }

    @Test
    void what_the_gateway_says_last_of_a_payment_counts() {
        given(took(PAID, PRICE - 1, "INR"))
                .when(took(PRICE - 2))
                .expectEvents(
                        resolved(PAID, PRICE - 1, "INR", MismatchResolution.CORRECTED), took(PAID, PRICE - 2, "INR"));
        given(took(PAID, PRICE - 1, "INR"))
                .when(seen(PAID, GatewayStatus.SUCCEEDED))
                .expectEvents(completed(PAID, false), resolved(PAID, PRICE - 1, "INR", MismatchResolution.CORRECTED));
    }

    @Test
    void once_another_payment_is_taken_a_wrong_amount_is_one_too_many() {
        given(List.of(took(PAID, PRICE - 1, "INR"), took("pay_3", PRICE, "USD")))
                .when(seen("pay_2", GatewayStatus.SUCCEEDED))
                .expectEvents(
                        completed("pay_2", false),
                        resolved(PAID, PRICE - 1, "INR", MismatchResolution.DUPLICATE),
                        new DuplicatePaymentDetected(PAYMENT, RAVI, PAID, PRICE - 1));
    }

    private static DecideMismatch accept(String gatewayPaymentId) {
        return new DecideMismatch(PAYMENT, gatewayPaymentId, MismatchDecision.ACCEPT);
    }

    private static DecideMismatch giveBack(String gatewayPaymentId) {
        return new DecideMismatch(PAYMENT, gatewayPaymentId, MismatchDecision.RETURN);
    }

    private static RecordGatewayPayment took(long amount) {
        return new RecordGatewayPayment(PAYMENT, PAID, GatewayStatus.SUCCEEDED, amount, "INR", null);
    }

    private static RecordGatewayRefund back(UUID refundId, String gatewayRefundId, String currency) {
        return new RecordGatewayRefund(
                PAYMENT, refundId, gatewayRefundId, PAID, GatewayRefundStatus.SUCCEEDED, PRICE, currency);
    }

    private static PaymentAmountMismatchDetected took(String gatewayPaymentId, long amount, String currency) {
        return new PaymentAmountMismatchDetected(PAYMENT, RAVI, gatewayPaymentId, PRICE, amount, currency);
    }

    private static AmountMismatchResolved resolved(
            String gatewayPaymentId, long amount, String currency, MismatchResolution resolution) {
        return new AmountMismatchResolved(PAYMENT, RAVI, gatewayPaymentId, PRICE, amount, currency, resolution);
    }

    private static TestExecutor<Payment> given(Event event) {
        return given(List.of(event));
    }

    private static TestExecutor<Payment> given(List<? extends Event> after) {
        List<Event> past = new ArrayList<>(List.of(initiated()));
        past.addAll(after);
        return Past.ofFourUsers().fixture(Payment.class).given(past);
    }
}

package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.completed;
import static io.desifans.billing.command.Sales.initiated;
import static io.desifans.billing.command.Sales.seen;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;

import io.desifans.Event;
import io.desifans.billing.CancelCause;
import io.desifans.billing.GrantRefusal;
import io.desifans.billing.PaymentEvent.CheckoutSessionOpened;
import io.desifans.billing.PaymentEvent.GrantRefused;
import io.desifans.billing.PaymentEvent.PaymentAmountMismatchDetected;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PaymentCommand.ChangeRenewalPlan;
import io.desifans.billing.command.PaymentCommand.DecideMismatch;
import io.desifans.billing.command.PaymentCommand.ExpirePayment;
import io.desifans.billing.command.PaymentCommand.FailCheckout;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.billing.command.PaymentCommand.OpenCheckoutSession;
import io.desifans.billing.command.PaymentCommand.RecordGatewayPayment;
import io.desifans.billing.command.PaymentCommand.RefuseGrant;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What every command does in every state of a payment: only what ranks higher moves it, and nothing moves what is completed. */
class PaymentStatesTest {

    private static final String PAID = "pay_1";
    private static final UUID REFUND = UUID.fromString("0199a000-0000-7000-8000-0000000000d1");

    private static final PaymentInitiated AGREED = new PaymentInitiated(
            Sales.OTHER_PAYMENT, RAVI, ASHA, PaymentType.MEMBERSHIP, Sales.TIER, "Gold", 1, PRICE, 490, 4410, null);

    @Test
    void p14_every_command_in_every_state_of_a_payment() {
        StateTable.holds("""
                command           | none                            | pending                        | opened                         | processing                     | failed                         | cancelled                      | completed                 | not granted               | going back                | of another
                initiate          | +PaymentInitiated               | -                              | -                              | -                              | -                              | -                              | -                         | -                         | -                         | -
                initiate another  | +PaymentInitiated               | 409 ID_TAKEN                   | 409 ID_TAKEN                   | 409 ID_TAKEN                   | 409 ID_TAKEN                   | 409 ID_TAKEN                   | 409 ID_TAKEN              | 409 ID_TAKEN              | 409 ID_TAKEN              | 409 ID_TAKEN
                renew             | +PaymentInitiated+RenewalAgreed | -                              | -                              | -                              | -                              | -                              | -                         | -                         | -                         | -
                renew another's   | 404 NOT_FOUND                   | -                              | -                              | -                              | -                              | -                              | -                         | -                         | -                         | -
                change the plan   | 404                             | 409 NOT_RENEWING               | 409 NOT_RENEWING               | 409 NOT_RENEWING               | 409 NOT_RENEWING               | 409 NOT_RENEWING               | 409 NOT_RENEWING          | 409 NOT_RENEWING          | 409 NOT_RENEWING          | 409 NOT_RENEWING
                open              | 404                             | +CheckoutSessionOpened         | -                              | -                              | -                              | -                              | -                         | -                         | -                         | +CheckoutSessionOpened
                fail              | 404                             | +PaymentFailed                 | -                              | -                              | -                              | -                              | -                         | -                         | -                         | +PaymentFailed
                cancel            | 404                             | +PaymentCancelled              | +PaymentCancelled              | 409 PAYMENT_NOT_PENDING        | 409 PAYMENT_NOT_PENDING        | -                              | 409 PAYMENT_NOT_PENDING   | 409 PAYMENT_NOT_PENDING   | 409 PAYMENT_NOT_PENDING   | +PaymentCancelled
                cancel another's  | 404                             | 404 NOT_FOUND                  | 404 NOT_FOUND                  | 404 NOT_FOUND                  | 404 NOT_FOUND                  | 404 NOT_FOUND                  | 404 NOT_FOUND             | 404 NOT_FOUND             | 404 NOT_FOUND             | 404 NOT_FOUND
                give up           | 404                             | +PaymentCancelled              | +PaymentCancelled              | -                              | -                              | -                              | -                         | -                         | -                         | +PaymentCancelled
                seen pending      | 404                             | -                              | -                              | -                              | -                              | -                              | -                         | -                         | -                         | -
                seen processing   | 404                             | +PaymentProcessing             | +PaymentProcessing             | -                              | -                              | -                              | -                         | -                         | -                         | +PaymentProcessing
                seen failed       | 404                             | +PaymentFailed                 | +PaymentFailed                 | +PaymentFailed                 | -                              | -                              | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | +PaymentFailed
                seen cancelled    | 404                             | +PaymentCancelled              | +PaymentCancelled              | +PaymentCancelled              | -                              | -                              | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | +PaymentCancelled
                seen succeeded    | 404                             | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | -                         | -                         | -                         | +PaymentCompleted+AmountMismatchResolved
                of another amount | 404                             | +PaymentAmountMismatchDetected | +PaymentAmountMismatchDetected | +PaymentAmountMismatchDetected | +PaymentAmountMismatchDetected | +PaymentAmountMismatchDetected | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | +PaymentAnomalyRecorded   | -
                another succeeded | 404                             | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | +PaymentCompleted              | +DuplicatePaymentDetected | +DuplicatePaymentDetected | +DuplicatePaymentDetected | +PaymentCompleted+AmountMismatchResolved+DuplicatePaymentDetected
                another failed    | 404                             | +PaymentFailed                 | +PaymentFailed                 | +PaymentFailed                 | -                              | -                              | -                         | -                         | -                         | +PaymentFailed
                accept            | 404                             | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH      | 409 NO_OPEN_MISMATCH      | 409 NO_OPEN_MISMATCH      | +AmountMismatchResolved+PaymentCompleted
                return            | 404                             | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH           | 409 NO_OPEN_MISMATCH      | 409 NO_OPEN_MISMATCH      | 409 NO_OPEN_MISMATCH      | +AmountMismatchResolved+PaymentFailed+RefundRequested
                refuse the grant  | 404                             | 409 PAYMENT_NOT_COMPLETED      | 409 PAYMENT_NOT_COMPLETED      | 409 PAYMENT_NOT_COMPLETED      | 409 PAYMENT_NOT_COMPLETED      | 409 PAYMENT_NOT_COMPLETED      | +GrantRefused             | -                         | +GrantRefused             | 409 PAYMENT_NOT_COMPLETED""", PaymentStatesTest::payment, PaymentStatesTest::command, PaymentCommand.class);
    }

    private static TestExecutor<?> payment(String state) {
        return Past.ofFourUsers()
                .and(Sales.post(POST, PRICE), Sales.tier(Sales.TIER, PRICE, true))
                .and(AGREED, new RenewalAgreed(Sales.OTHER_PAYMENT, RAVI, null))
                .fixture(Payment.class)
                .given(
                        switch (state) {
                            case "none" -> List.of();
                            case "pending" -> begun();
                            case "opened" ->
                                begun(new CheckoutSessionOpened(PAYMENT, RAVI, "cks_1", "https://pay.example.test/1"));
                            case "processing" -> begun(new PaymentProcessing(PAYMENT, RAVI, PAID));
                            case "failed" -> begun(new PaymentFailed(PAYMENT, RAVI, PAID, null));
                            case "cancelled" -> begun(new PaymentCancelled(PAYMENT, RAVI, PAID, CancelCause.GATEWAY));
                            case "completed" -> begun(completed(PAID, false));
                            case "not granted" ->
                                begun(
                                        completed(PAID, false),
                                        new GrantRefused(PAYMENT, RAVI, ASHA, GrantRefusal.POST_DELETED));
                            case "going back" ->
                                begun(
                                        completed(PAID, false),
                                        new RefundRequested(PAYMENT, RAVI, REFUND, PAID, 900, RefundCause.ADMIN));
                            case "of another" ->
                                begun(new PaymentAmountMismatchDetected(PAYMENT, RAVI, PAID, PRICE, PRICE - 1, "INR"));
                            default -> throw new IllegalArgumentException(state);
                        });
    }

    private static List<Event> begun(Event... events) {
        List<Event> all = new ArrayList<>(List.of(initiated()));
        all.addAll(List.of(events));
        return all;
    }

    private static PaymentCommand command(String name) {
        return switch (name) {
            case "initiate" -> new InitiatePayment(PAYMENT, RAVI, PaymentType.EXCLUSIVE_POST, POST, null, null);
            case "initiate another" -> new InitiatePayment(PAYMENT, RAVI, PaymentType.MEMBERSHIP, Sales.TIER, 1, null);
            case "renew" -> new InitiateRenewal(PAYMENT, RAVI, Sales.OTHER_PAYMENT);
            case "renew another's" -> new InitiateRenewal(PAYMENT, MINA, Sales.OTHER_PAYMENT);
            case "change the plan" -> new ChangeRenewalPlan(PAYMENT, Sales.TIER, 1, PRICE);
            case "open" -> new OpenCheckoutSession(PAYMENT, "cks_1", "https://pay.example.test/1");
            case "fail" -> new FailCheckout(PAYMENT, "INVALID");
            case "cancel" -> new CancelPayment(PAYMENT, RAVI);
            case "cancel another's" -> new CancelPayment(PAYMENT, MINA);
            case "give up" -> new ExpirePayment(PAYMENT);
            case "seen pending" -> seen(PAID, GatewayStatus.PENDING);
            case "seen processing" -> seen(PAID, GatewayStatus.PROCESSING);
            case "seen failed" -> seen(PAID, GatewayStatus.FAILED);
            case "seen cancelled" -> seen(PAID, GatewayStatus.CANCELLED);
            case "seen succeeded" -> seen(PAID, GatewayStatus.SUCCEEDED);
            case "of another amount" ->
                new RecordGatewayPayment(PAYMENT, PAID, GatewayStatus.SUCCEEDED, PRICE - 1, "INR", null);
            case "another succeeded" -> seen("pay_2", GatewayStatus.SUCCEEDED);
            case "another failed" -> seen("pay_2", GatewayStatus.FAILED);
            case "accept" -> new DecideMismatch(PAYMENT, PAID, MismatchDecision.ACCEPT);
            case "return" -> new DecideMismatch(PAYMENT, PAID, MismatchDecision.RETURN);
            case "refuse the grant" -> new RefuseGrant(PAYMENT, GrantRefusal.POST_DELETED);
            default -> throw new IllegalArgumentException(name);
        };
    }
}

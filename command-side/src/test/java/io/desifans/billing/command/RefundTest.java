package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.completed;
import static io.desifans.billing.command.Sales.initiated;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;
import static org.axonframework.test.matchers.Matchers.predicate;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.CancelCause;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundCause;
import io.desifans.billing.RefundEvent;
import io.desifans.billing.RefundEvent.RefundFailed;
import io.desifans.billing.RefundEvent.RefundRequested;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.RefundCommand.FailRefund;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.billing.command.RefundCommand.ReturnDuplicate;
import io.desifans.billing.command.RefundCommand.ReturnPayment;
import io.desifans.command.EveryCommand;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a payment goes back, whole and in parts. */
class RefundTest {

    private static final String PAID = "pay_1";
    private static final UUID REFUND = UUID.fromString("0199a000-0000-7000-8000-0000000000d1");
    private static final UUID AUTOMATIC = DerivedId.of("Refund", PAYMENT.toString(), PAID);
    private static final Instant SOON = Instant.now().plusSeconds(60);
    private static final RefundRequested ASKED =
            new RefundRequested(PAYMENT, RAVI, REFUND, PAID, 900, RefundCause.ADMIN);

    private final Past past = Past.ofFourUsers();

    /** {@code +A} is an event, {@code -} is nothing, anything else is the code of a refusal. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command   | pending               | processing            | failed                | cancelled             | completed        | asked            | refunded",
                "request   | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | +RefundRequested | -                | NOTHING_TO_REFUND",
                "return    | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | +RefundRequested | +RefundRequested | -",
                "duplicate | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | +RefundRequested | +RefundRequested | +RefundRequested",
                "succeeded | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | +RefundSucceeded | +RefundSucceeded | +RefundSucceeded",
                "fail      | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | PAYMENT_NOT_COMPLETED | -                | +RefundFailed    | -",
            })
    void every_command_in_every_state(
            String command,
            String pending,
            String processing,
            String failed,
            String cancelled,
            String completed,
            String asked,
            String refunded) {
        expect(command, pending, initiated());
        expect(command, processing, initiated(), new PaymentProcessing(PAYMENT, RAVI, PAID));
        expect(command, failed, initiated(), new PaymentFailed(PAYMENT, RAVI, PAID, null));
        expect(command, cancelled, initiated(), new PaymentCancelled(PAYMENT, RAVI, PAID, CancelCause.GATEWAY));
        expect(command, completed, initiated(), completed(PAID, false));
        expect(command, asked, initiated(), completed(PAID, false), ASKED);
        expect(
                command,
                refunded,
                initiated(),
                completed(PAID, false),
                succeeded("ref_0", AUTOMATIC, PRICE, 490, 4410, PRICE, 490, 4410));
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        EveryCommand.hasARow(getClass(), RefundTest::command, RefundCommand.class);
    }

    private static Object command(String name) {
        return switch (name) {
            case "request" -> new RequestRefund(PAYMENT, REFUND, 900L, SOON);
            case "return" -> new ReturnPayment(PAYMENT);
            case "duplicate" -> new ReturnDuplicate(PAYMENT, "pay_2", PRICE);
            case "succeeded" -> told(REFUND, GatewayRefundStatus.SUCCEEDED, 900);
            case "fail" -> new FailRefund(PAYMENT, REFUND, "NO");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void expect(String command, String expected, Event... history) {
        var result = given(history).when(command(command));
        if (expected.equals("-")) result.expectSuccessfulHandlerExecution().expectNoEvents();
        else if (expected.startsWith("+"))
            result.expectSuccessfulHandlerExecution()
                    .expectEventsMatching(payloadsMatching(exactSequenceOf(
                            predicate(event -> event.getClass().getSimpleName().equals(expected.substring(1))))));
        else result.expectException(Refusal.of(409, expected)).expectNoEvents();
    }

    @Test
    void an_admin_asks_for_a_part_or_for_all_that_is_left_and_never_for_more() {
        paid().when(new RequestRefund(PAYMENT, REFUND, 900L, SOON)).expectEvents(ASKED);
        UUID other = UUID.fromString("0199a000-0000-7000-8000-0000000000d2");
        given(initiated(), completed(PAID, false), ASKED)
                .when(new RequestRefund(PAYMENT, other, null, SOON))
                .expectEvents(new RefundRequested(PAYMENT, RAVI, other, PAID, PRICE - 900, RefundCause.ADMIN));
        given(initiated(), completed(PAID, false), ASKED)
                .when(new RequestRefund(PAYMENT, other, PRICE - 899, SOON))
                .expectException(Refusal.of(422, "REFUND_TOO_LARGE", "amount"));
        given(initiated(), completed(PAID, false), ASKED, new RefundFailed(PAYMENT, RAVI, REFUND, PAID, 900, null))
                .when(new RequestRefund(PAYMENT, other, PRICE, SOON))
                .expectEvents(new RefundRequested(PAYMENT, RAVI, other, PAID, PRICE, RefundCause.ADMIN));
        given(initiated(), completed(PAID, false), ASKED)
                .when(new RequestRefund(PAYMENT, REFUND, 901L, SOON))
                .expectException(Refusal.of(409, "ID_TAKEN"));
        paid().when(new RequestRefund(PAYMENT, REFUND, 1L, SOON.plusSeconds(31L * 24 * 3600)))
                .expectException(Refusal.of(409, "REFUND_PERIOD_OVER"));
        given(initiated(), completed(null, false))
                .when(new RequestRefund(PAYMENT, REFUND, 1L, SOON))
                .expectException(Refusal.of(409, "NOTHING_TO_REFUND"));
        assertInvalid("amount", () -> new RequestRefund(PAYMENT, REFUND, 0L, SOON));
        assertInvalid("amount", () -> new RequestRefund(PAYMENT, REFUND, 1L << 31, SOON));
        assertInvalid("refundId", () -> new RequestRefund(PAYMENT, AUTOMATIC, 1L, SOON));
    }

    @Test
    void what_cannot_be_granted_or_came_in_twice_goes_back_once() {
        var whole = new RefundRequested(PAYMENT, RAVI, AUTOMATIC, PAID, PRICE, RefundCause.GRANT_REFUSED);
        paid().when(new ReturnPayment(PAYMENT)).expectEvents(whole);
        given(initiated(), completed(PAID, false), whole)
                .when(new ReturnPayment(PAYMENT))
                .expectNoEvents();
        UUID id = DerivedId.of("Refund", PAYMENT.toString(), "pay_2");
        var duplicate = new RefundRequested(PAYMENT, RAVI, id, "pay_2", 777, RefundCause.DUPLICATE_PAYMENT);
        var again = new ReturnDuplicate(PAYMENT, "pay_2", 777);
        paid().when(again).expectEvents(duplicate);
        given(initiated(), completed(PAID, false), duplicate).when(again).expectNoEvents();
        given(initiated(), completed(PAID, false), duplicate)
                .when(new RecordGatewayRefund(PAYMENT, id, "ref_2", "pay_2", GatewayRefundStatus.SUCCEEDED, 777, "INR"))
                .expectEvents(new RefundSucceeded(
                        PAYMENT,
                        RAVI,
                        ASHA,
                        PaymentType.EXCLUSIVE_POST,
                        POST,
                        id,
                        "ref_2",
                        "pay_2",
                        777,
                        0,
                        0,
                        0,
                        0,
                        0,
                        false));
    }

    @ParameterizedTest
    @EnumSource(GatewayRefundStatus.class)
    void money_moves_once_and_only_by_success_whatever_was_said_before(GatewayRefundStatus before) {
        List<Event> history = new ArrayList<>(List.of(initiated(), completed(PAID, false), ASKED));
        var moved = succeeded("ref_1", REFUND, 900, 90, 810, 900, 90, 810);
        if (before == GatewayRefundStatus.FAILED) history.add(new RefundFailed(PAYMENT, RAVI, REFUND, PAID, 900, null));
        if (before == GatewayRefundStatus.SUCCEEDED) history.add(moved);
        var success = given(history.toArray(new Event[0])).when(told(REFUND, GatewayRefundStatus.SUCCEEDED, 900));
        if (before == GatewayRefundStatus.SUCCEEDED) success.expectNoEvents();
        else success.expectEvents(moved);
        var late = given(history.toArray(new Event[0])).when(told(REFUND, GatewayRefundStatus.FAILED, 900));
        if (before == GatewayRefundStatus.UNDER_WAY)
            late.expectEvents(new RefundFailed(PAYMENT, RAVI, REFUND, PAID, 900, null));
        else late.expectNoEvents();
        given(history.toArray(new Event[0]))
                .when(told(REFUND, GatewayRefundStatus.UNDER_WAY, 900))
                .expectNoEvents();
    }

    @Test
    void a_refund_made_at_the_gateway_by_hand_counts_once_and_another_currency_is_not_taken() {
        UUID byHand = DerivedId.of("Refund", "ref_1");
        var moved = succeeded("ref_1", byHand, PRICE, 490, 4410, PRICE, 490, 4410);
        paid().when(told(null, GatewayRefundStatus.SUCCEEDED, PRICE)).expectEvents(moved);
        given(initiated(), completed(PAID, false), moved)
                .when(told(null, GatewayRefundStatus.SUCCEEDED, PRICE))
                .expectNoEvents();
        paid().when(new RecordGatewayRefund(PAYMENT, null, "ref_1", PAID, GatewayRefundStatus.SUCCEEDED, PRICE, "USD"))
                .expectException(Refusal.of(409, "CURRENCY_MISMATCH"));
    }

    @Test
    void p10_parts_in_any_steps_add_up_to_the_whole_and_are_never_negative() {
        Random random = new Random(10);
        for (int run = 0; run < 20_000; run++) {
            long amount = run < 3000 ? run + 1 : 1 + random.nextInt(Integer.MAX_VALUE);
            Split split = Split.of(amount);
            PaymentInitiated payment = new PaymentInitiated(
                    PAYMENT,
                    RAVI,
                    ASHA,
                    PaymentType.EXCLUSIVE_POST,
                    POST,
                    null,
                    null,
                    amount,
                    split.platformFeePaise(),
                    split.creatorAmountPaise(),
                    null);
            Refunds refunds = Refunds.NONE;
            long creator = 0;
            long fee = 0;
            for (int step = 0; refunds.refundedPaise() < amount; step++) {
                long left = amount - refunds.refundedPaise();
                long part = step == 5 ? left : 1 + random.nextLong(left);
                var told = new RecordGatewayRefund(
                        PAYMENT, null, "ref_" + step, PAID, GatewayRefundStatus.SUCCEEDED, part, "INR");
                Optional<RefundEvent> event =
                        new Refunding(payment, true, PAID, refunds, Disputes.NONE).record(told, false);
                RefundSucceeded done = (RefundSucceeded) event.orElseThrow();
                assertThat(done.creatorPaise()).isNotNegative();
                assertThat(done.feePaise()).isNotNegative();
                assertThat(done.feePaise() + done.creatorPaise()).isEqualTo(part);
                creator += done.creatorPaise();
                fee += done.feePaise();
                assertThat(done.refundedFeePaise()).isEqualTo(fee);
                assertThat(done.refundedCreatorPaise()).isEqualTo(creator);
                assertThat(done.full()).isEqualTo(part == left);
                refunds = refunds.after(done);
            }
            assertThat(creator).isEqualTo(split.creatorAmountPaise());
            assertThat(fee).isEqualTo(split.platformFeePaise());
        }
    }

    private static RecordGatewayRefund told(UUID refundId, GatewayRefundStatus status, long amount) {
        return new RecordGatewayRefund(PAYMENT, refundId, "ref_1", PAID, status, amount, "INR");
    }

    private static RefundSucceeded succeeded(
            String gatewayRefundId, UUID id, long amount, long fee, long creator, long all, long allFee, long allNet) {
        return new RefundSucceeded(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                id,
                gatewayRefundId,
                PAID,
                amount,
                fee,
                creator,
                all,
                allFee,
                allNet,
                all == PRICE);
    }

    private TestExecutor<Payment> paid() {
        return given(initiated(), completed(PAID, false));
    }

    private TestExecutor<Payment> given(Event... history) {
        return past.fixture(Payment.class).given((Object[]) history);
    }
}

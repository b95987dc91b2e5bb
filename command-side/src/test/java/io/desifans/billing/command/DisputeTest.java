package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.completed;
import static io.desifans.billing.command.Sales.initiated;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.CancelCause;
import io.desifans.billing.DisputeEvent.DisputeLost;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeUpdated;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.PaymentEvent.PaymentCancelled;
import io.desifans.billing.PaymentEvent.PaymentFailed;
import io.desifans.billing.PaymentEvent.PaymentProcessing;
import io.desifans.billing.PaymentType;
import io.desifans.billing.RefundEvent.RefundSucceeded;
import io.desifans.billing.command.DisputeCommand.CorrectDispute;
import io.desifans.billing.command.DisputeCommand.RecordGatewayDispute;
import io.desifans.billing.command.RefundCommand.RecordGatewayRefund;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.command.EveryCommand;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.TestExecutor;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a buyer's bank asks a payment back. */
class DisputeTest {

    private static final String PAID = "pay_1";
    private static final UUID DISPUTE = DerivedId.of("Dispute", "dp_1");
    private static final UUID OTHER = DerivedId.of("Dispute", "dp_2");

    private final Past past = Past.ofFourUsers();

    /** {@code +A} is an event, {@code -} is nothing, anything else is the code of a refusal. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command | pending            | processing         | failed             | cancelled          | completed          | opened             | expired         | lost               | won",
                "opened  | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | +DisputeOpened     | -                  | -               | -                  | -",
                "lost    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | +DisputeOpened +DisputeLost | +DisputeLost | +DisputeUpdated | -              | -",
                "won     | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | NOT_THE_PAYMENT    | +DisputeWon        | +DisputeWon        | +DisputeWon     | -                  | -",
                "correct | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | +DisputeWon     | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE",
                "confirm | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE | +DisputeUpdated | NO_EXPIRED_DISPUTE | NO_EXPIRED_DISPUTE",
            })
    void every_command_in_every_state(
            String command,
            String pending,
            String processing,
            String failed,
            String cancelled,
            String completed,
            String opened,
            String expired,
            String lost,
            String won) {
        expect(command, pending, initiated());
        expect(command, processing, initiated(), new PaymentProcessing(PAYMENT, RAVI, PAID));
        expect(command, failed, initiated(), new PaymentFailed(PAYMENT, RAVI, PAID, null));
        expect(command, cancelled, initiated(), new PaymentCancelled(PAYMENT, RAVI, PAID, CancelCause.GATEWAY));
        expect(command, completed, after());
        expect(command, opened, after(opened(PRICE)));
        expect(command, expired, after(opened(PRICE), lost(DisputeOutcome.EXPIRED, PRICE)));
        expect(command, lost, after(opened(PRICE), lost(DisputeOutcome.LOST, PRICE)));
        expect(command, won, after(opened(PRICE), won(DisputeOutcome.WON, PRICE)));
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        EveryCommand.hasARow(getClass(), DisputeTest::command, DisputeCommand.class);
    }

    private static Object command(String name) {
        return switch (name) {
            case "opened" -> told(DisputeOutcome.OPENED);
            case "lost" -> told(DisputeOutcome.LOST);
            case "won" -> told(DisputeOutcome.WON);
            case "correct" -> new CorrectDispute(PAYMENT, DisputeOutcome.WON);
            case "confirm" -> new CorrectDispute(PAYMENT, DisputeOutcome.LOST);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void expect(String command, String expected, Event... history) {
        var result = past.fixture(Payment.class).given((Object[]) history).when(command(command));
        if (expected.equals("-")) result.expectSuccessfulHandlerExecution().expectNoEvents();
        else if (expected.startsWith("+"))
            result.expectSuccessfulHandlerExecution()
                    .expectEventsMatching(payloadsMatching(
                            Matchers.<List<?>>predicate(events -> names(events).equals(expected))));
        else result.expectException(Refusal.of(409, expected)).expectNoEvents();
    }

    private static String names(List<?> events) {
        return events.stream()
                .map(event -> "+" + event.getClass().getSimpleName())
                .collect(Collectors.joining(" "));
    }

    /** What is said of each message after what was heard before; {@code -} is nothing. */
    @ParameterizedTest
    @CsvSource({
        "'',                CHALLENGED, opened updated",
        "'',                CANCELLED,  won",
        "'',                ACCEPTED,   opened lost",
        "'',                EXPIRED,    opened lost",
        "OPENED,            CHALLENGED, updated",
        "OPENED,            CANCELLED,  won",
        "OPENED CHALLENGED, CHALLENGED, -",
        "OPENED CHALLENGED, OPENED,     -",
        "OPENED CHALLENGED, LOST,       lost",
        "WON,               LOST,       -",
        "WON,               OPENED,     -",
        "EXPIRED,           CHALLENGED, -",
        "EXPIRED,           EXPIRED,    -",
        "EXPIRED,           ACCEPTED,   updated",
        "EXPIRED LOST,      WON,        -",
        "EXPIRED CANCELLED, EXPIRED,    -",
    })
    void what_was_decided_stays_decided_in_whatever_order_it_is_told(
            String before, DisputeOutcome message, String expected) {
        List<Event> history = new ArrayList<>(List.of(after()));
        Disputes disputes = Disputes.NONE;
        PaymentState state = PaymentState.NONE.after(initiated()).after(completed(PAID, false));
        for (String word : before.isEmpty() ? new String[0] : before.split(" "))
            for (var event : disputes.after(
                    Disputing.of(told(DisputeOutcome.valueOf(word)), initiated(), state, Refunds.NONE))) {
                disputes = disputes.after(event);
                history.add(event);
            }
        Object[] events = Stream.of(expected.split(" "))
                .filter(word -> !word.equals("-"))
                .map(word -> switch (word) {
                    case "opened" -> opened(PRICE);
                    case "updated" -> new DisputeUpdated(PAYMENT, RAVI, DISPUTE, message);
                    case "won" -> won(message, before.isEmpty() ? 0 : PRICE);
                    default -> lost(message, PRICE);
                })
                .toArray();
        past.fixture(Payment.class).given(history).when(told(message)).expectEvents(events);
    }

    @Test
    void after_a_partial_refund_it_is_about_the_rest_and_what_is_disputed_does_not_go_back_twice() {
        payment(refunded(900, 90, 810)).when(told(DisputeOutcome.OPENED)).expectEvents(opened(4000));
        payment(opened(PRICE))
                .when(new RequestRefund(PAYMENT, UUID.randomUUID(), 1L, Instant.now()))
                .expectException(Refusal.of(409, "NOTHING_TO_REFUND"));
        var late = new RecordGatewayRefund(PAYMENT, null, "ref_1", PAID, GatewayRefundStatus.SUCCEEDED, 900, "INR");
        payment(opened(PRICE)).when(late).expectEvents(refunded(900, 90, 810));
        payment(opened(PRICE), refunded(900, 90, 810))
                .when(told(DisputeOutcome.WON))
                .expectEvents(won(DisputeOutcome.WON, 4000));
        payment(opened(PRICE), lost(DisputeOutcome.LOST, PRICE)).when(late).expectEvents(refunded(900, 90, 810));
        payment()
                .when(new RecordGatewayDispute(PAYMENT, "dp_1", "pay_2", DisputeOutcome.OPENED, "4900", "INR"))
                .expectException(Refusal.of(409, "NOT_THE_PAYMENT"));
    }

    @ParameterizedTest
    @CsvSource({"4900,INR,", "4900.0,INR,4900.0 INR", "49.00,INR,49.00 INR", "4900,USD,4900 USD", "'','',' '"})
    void another_amount_of_the_gateway_is_shown_and_ours_counts(String amount, String currency, String shown) {
        payment()
                .when(new RecordGatewayDispute(PAYMENT, "dp_1", PAID, DisputeOutcome.OPENED, amount, currency))
                .expectEvents(opened(DISPUTE, "dp_1", shown, PRICE));
    }

    @Test
    void a_second_dispute_is_about_nothing_until_the_first_is_won() {
        var second = opened(OTHER, "dp_2", null, 0);
        var told = new RecordGatewayDispute(PAYMENT, "dp_2", PAID, DisputeOutcome.OPENED, "4900", "INR");
        payment(opened(PRICE)).when(told).expectEvents(second);
        payment(opened(PRICE), second)
                .when(told(DisputeOutcome.WON))
                .expectEvents(won(DisputeOutcome.WON, PRICE), opened(OTHER, "dp_2", null, PRICE));
    }

    @Test
    void an_admin_says_only_how_it_ended() {
        for (DisputeOutcome outcome : DisputeOutcome.values())
            if (outcome != DisputeOutcome.WON && outcome != DisputeOutcome.LOST)
                assertInvalid("outcome", () -> new CorrectDispute(PAYMENT, outcome));
    }

    private static RecordGatewayDispute told(DisputeOutcome outcome) {
        return new RecordGatewayDispute(PAYMENT, "dp_1", PAID, outcome, "4900", "INR");
    }

    private static DisputeOpened opened(long amount) {
        return opened(DISPUTE, "dp_1", null, amount);
    }

    private static DisputeOpened opened(UUID id, String gatewayId, String shown, long amount) {
        Split rest = Split.of(amount);
        return new DisputeOpened(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                id,
                gatewayId,
                shown,
                amount,
                rest.platformFeePaise(),
                rest.creatorAmountPaise());
    }

    private static DisputeWon won(DisputeOutcome outcome, long amount) {
        Split rest = Split.of(amount);
        return new DisputeWon(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                DISPUTE,
                outcome,
                amount,
                rest.platformFeePaise(),
                rest.creatorAmountPaise());
    }

    private static DisputeLost lost(DisputeOutcome outcome, long amount) {
        Split rest = Split.of(amount);
        return new DisputeLost(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                DISPUTE,
                outcome,
                amount,
                rest.platformFeePaise(),
                rest.creatorAmountPaise());
    }

    private static RefundSucceeded refunded(long amount, long fee, long creator) {
        return new RefundSucceeded(
                PAYMENT,
                RAVI,
                ASHA,
                PaymentType.EXCLUSIVE_POST,
                POST,
                DerivedId.of("Refund", "ref_1"),
                "ref_1",
                PAID,
                amount,
                fee,
                creator,
                900,
                90,
                810,
                false);
    }

    private static Event[] after(Event... more) {
        return Stream.concat(Stream.of(initiated(), completed(PAID, false)), Stream.of(more))
                .toArray(Event[]::new);
    }

    private TestExecutor<Payment> payment(Event... more) {
        return past.fixture(Payment.class).given((Object[]) after(more));
    }
}

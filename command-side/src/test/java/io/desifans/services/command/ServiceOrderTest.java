package io.desifans.services.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.command.EveryCommand;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.services.CancelledBy;
import io.desifans.services.ServiceOrderEvent.CreatorJoined;
import io.desifans.services.ServiceOrderEvent.CustomerJoined;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderCancelled;
import io.desifans.services.ServiceOrderEvent.OrderExpired;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import io.desifans.services.ServiceOrderEvent.OrderPlaced;
import io.desifans.services.ServiceOrderEvent.OrderUtilized;
import io.desifans.services.command.ServiceOrderCommand.ActivateOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelRefundedOrder;
import io.desifans.services.command.ServiceOrderCommand.CancelUnpaidOrder;
import io.desifans.services.command.ServiceOrderCommand.ExpireOrder;
import io.desifans.services.command.ServiceOrderCommand.FulfilOrder;
import io.desifans.services.command.ServiceOrderCommand.JoinOrder;
import io.desifans.services.command.ServiceOrderCommand.MarkOrderPaid;
import io.desifans.services.command.ServiceOrderCommand.PlaceOrder;
import io.desifans.services.command.ServiceOrderCommand.UtilizeOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceOrderTest {

    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID SERVICE = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final UUID ID = ServiceOrderCommand.orderOf(PAYMENT);

    private final Past past = Past.ofFourUsers();

    private static PaymentInitiated payment(PaymentType type, long paise) {
        return new PaymentInitiated(PAYMENT, RAVI, ASHA, type, SERVICE, "A call", null, paise, 0, paise, null);
    }

    private static PaymentCompleted completed(long paise) {
        return new PaymentCompleted(
                PAYMENT, RAVI, ASHA, PaymentType.SERVICE, SERVICE, null, paise, 0, paise, "pay_1", false);
    }

    private static OrderPlaced placed(ServiceType type) {
        return new OrderPlaced(ID, RAVI, ASHA, SERVICE, PAYMENT, type, 30);
    }

    private void sold(ServiceType type, long paise) {
        past.and(new ServiceOffered(SERVICE, ASHA, "A call", "d", paise, type, 30, true))
                .and(payment(PaymentType.SERVICE, paise));
    }

    /** The events that lead to a state, of an order of this type. */
    private static List<Event> given(String state, ServiceType type) {
        List<Event> events = new ArrayList<>();
        if (state.equals("none")) return events;
        events.add(placed(type));
        if (state.equals("unpaid")) return events;
        if (state.equals("given up")) {
            events.add(new OrderCancelled(ID, RAVI, ASHA, CancelledBy.PAYMENT, null));
            return events;
        }
        events.add(new OrderPaid(ID, RAVI, ASHA));
        if (state.equals("paid")) return events;
        if (state.equals("cancelled")) {
            events.add(new OrderCancelled(ID, RAVI, ASHA, CancelledBy.CREATOR, "Ill"));
            return events;
        }
        if (state.equals("expired")) {
            events.add(new OrderExpired(ID, RAVI, ASHA, PAYMENT));
            return events;
        }
        events.add(new OrderActivated(ID, RAVI, ASHA));
        if (state.equals("active")) return events;
        if (type != ServiceType.SHOUTOUT) events.add(new OrderUtilized(ID, RAVI, ASHA));
        if (state.equals("utilized")) return events;
        events.add(new OrderFulfilled(ID, RAVI, ASHA, "Done"));
        return events;
    }

    private static Object command(String name) {
        return switch (name) {
            case "place" -> new PlaceOrder(PAYMENT);
            case "pay" -> new MarkOrderPaid(PAYMENT);
            case "give up" -> new CancelUnpaidOrder(PAYMENT);
            case "utilize" -> new UtilizeOrder(ID);
            case "activate" -> new ActivateOrder(ID, ASHA);
            case "join" -> new JoinOrder(ID, RAVI);
            case "fulfil" -> new FulfilOrder(ID, ASHA, "Done", null);
            case "cancel" -> new CancelOrder(ID, ASHA, "Ill");
            case "refund" -> new CancelRefundedOrder(PAYMENT);
            case "expire" -> new ExpireOrder(ID);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** {@code +A} is an event, {@code -} is nothing, anything else is the code of a refusal; 404 where there is no order. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command  | none                     | unpaid          | given up   | paid             | active                   | utilized                 | fulfilled                | cancelled | expired",
                "place    | +OrderPlaced             | -               | -          | -                | -                        | -                        | -                        | - | -",
                "pay      | +OrderPlaced+OrderPaid   | +OrderPaid      | +OrderPaid | -                | -                        | -                        | -                        | - | -",
                "give up  | -                        | -               | -          | -                | -                        | -                        | -                        | - | -",
                "utilize  | 404                      | -               | -          | -                | +OrderUtilized           | -                        | -                        | - | -",
                "activate | 404                      | ORDER_NOT_PAID  | INVALID_ORDER_TRANSITION | +OrderActivated | -           | -                        | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION",
                "join     | 404                      | NOT_A_CALL      | NOT_A_CALL | NOT_A_CALL       | NOT_A_CALL               | NOT_A_CALL               | NOT_A_CALL               | NOT_A_CALL | NOT_A_CALL",
                "fulfil   | 404                      | ORDER_NOT_PAID  | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION | ORDER_NOT_UTILIZED | +OrderFulfilled     | -                        | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION",
                "cancel   | 404                      | ORDER_NOT_PAID  | INVALID_ORDER_TRANSITION | +CancelledByCreator | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION | INVALID_ORDER_TRANSITION | - | INVALID_ORDER_TRANSITION",
                "refund   | 404                      | -               | -          | +CancelledByRefund  | +CancelledByRefund          | +CancelledByRefund          | -                        | - | -",
                "expire   | 404                      | -               | -          | +OrderExpired    | -                        | -                        | -                        | - | -",
            })
    void every_command_in_every_state_of_a_paid_chat(
            String command,
            String none,
            String unpaid,
            String givenUp,
            String paid,
            String active,
            String utilized,
            String fulfilled,
            String cancelled,
            String expired) {
        sold(ServiceType.CHAT, 49900);
        past.and(completed(49900));
        expect("none", command, none);
        expect("unpaid", command, unpaid);
        expect("given up", command, givenUp);
        expect("paid", command, paid);
        expect("active", command, active);
        expect("utilized", command, utilized);
        expect("fulfilled", command, fulfilled);
        expect("cancelled", command, cancelled);
        expect("expired", command, expired);
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        EveryCommand.hasARow(getClass(), ServiceOrderTest::command, ServiceOrderCommand.class);
    }

    private void expect(String state, String command, String outcome) {
        ResultValidator<ServiceOrder> result =
                after(given(state, ServiceType.CHAT)).when(command(command));
        switch (outcome.charAt(0)) {
            case '-' -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            case '+' ->
                result.expectEvents(List.of(outcome.substring(1).split("\\+")).stream()
                        .map(ServiceOrderTest::event)
                        .toArray());
            case '4' -> result.expectException(AggregateNotFoundException.class);
            default -> result.expectException(Refusal.of(409, outcome));
        }
    }

    private static Event event(String name) {
        return switch (name) {
            case "OrderPlaced" -> placed(ServiceType.CHAT);
            case "OrderPaid" -> new OrderPaid(ID, RAVI, ASHA);
            case "OrderExpired" -> new OrderExpired(ID, RAVI, ASHA, PAYMENT);
            case "OrderActivated" -> new OrderActivated(ID, RAVI, ASHA);
            case "OrderUtilized" -> new OrderUtilized(ID, RAVI, ASHA);
            case "CancelledByCreator" -> new OrderCancelled(ID, RAVI, ASHA, CancelledBy.CREATOR, "Ill");
            case "CancelledByRefund" -> new OrderCancelled(ID, RAVI, ASHA, CancelledBy.REFUND, null);
            case "OrderFulfilled" -> new OrderFulfilled(ID, RAVI, ASHA, "Done");
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void an_order_whose_payment_failed_is_given_up_and_comes_back_when_the_money_does() {
        sold(ServiceType.CHAT, 49900);
        after(given("unpaid", ServiceType.CHAT))
                .when(new CancelUnpaidOrder(PAYMENT))
                .expectEvents(new OrderCancelled(ID, RAVI, ASHA, CancelledBy.PAYMENT, null));
        after(given("unpaid", ServiceType.CHAT))
                .when(new MarkOrderPaid(PAYMENT))
                .expectException(Refusal.of(409, "PAYMENT_NOT_COMPLETED"));
        past.and(completed(49900));
        after(given("given up", ServiceType.CHAT))
                .when(new MarkOrderPaid(PAYMENT))
                .expectEvents(new OrderPaid(ID, RAVI, ASHA));
    }

    @Test
    void a_payment_for_something_else_places_and_pays_no_order() {
        past.and(payment(PaymentType.MEMBERSHIP, 100));
        fixture()
                .givenNoPriorActivity()
                .when(new PlaceOrder(PAYMENT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        fixture().givenNoPriorActivity().when(new MarkOrderPaid(PAYMENT)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void whose_buyer_or_creator_is_gone_is_not_granted() {
        sold(ServiceType.CHAT, 49900);
        past.and(completed(49900)).and(Past.deleted(ASHA));
        after(given("unpaid", ServiceType.CHAT))
                .when(new MarkOrderPaid(PAYMENT))
                .expectException(Refusal.of(409, "SERVICE_GONE"));
        after(given("paid", ServiceType.CHAT))
                .when(new ActivateOrder(ID, ASHA))
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
        past.and(Past.deleted(RAVI));
        after(given("unpaid", ServiceType.CHAT))
                .when(new MarkOrderPaid(PAYMENT))
                .expectException(Refusal.of(409, "BUYER_DELETED"));
    }

    @Test
    void a_call_is_utilized_when_both_sides_have_joined_each_once() {
        sold(ServiceType.AUDIO_CALL, 49900);
        List<Event> active = given("active", ServiceType.AUDIO_CALL);
        after(active).when(new JoinOrder(ID, RAVI)).expectEvents(new CustomerJoined(ID, RAVI, ASHA));
        active.add(new CustomerJoined(ID, RAVI, ASHA));
        after(active).when(new JoinOrder(ID, RAVI)).expectNoEvents();
        after(active)
                .when(new FulfilOrder(ID, ASHA, null, null))
                .expectException(Refusal.of(409, "ORDER_NOT_UTILIZED"));
        after(active)
                .when(new JoinOrder(ID, ASHA))
                .expectEvents(new CreatorJoined(ID, RAVI, ASHA), new OrderUtilized(ID, RAVI, ASHA));
        after(given("paid", ServiceType.AUDIO_CALL))
                .when(new JoinOrder(ID, RAVI))
                .expectException(Refusal.of(409, "INVALID_ORDER_TRANSITION"));
        after(active).when(new UtilizeOrder(ID)).expectNoEvents();
    }

    @Test
    void a_shoutout_is_fulfilled_with_notes_or_media() {
        sold(ServiceType.SHOUTOUT, 49900);
        List<Event> active = given("active", ServiceType.SHOUTOUT);
        after(active)
                .when(new FulfilOrder(ID, ASHA, null, null))
                .expectException(Refusal.of(400, "VALIDATION_ERROR", "notes"));
        after(active)
                .when(new FulfilOrder(ID, ASHA, "Enjoy", "https://media.example.test/1.mp4"))
                .expectEvents(new OrderFulfilled(ID, RAVI, ASHA, "Enjoy\nhttps://media.example.test/1.mp4"));
    }

    @Test
    void an_order_is_cancelled_with_a_reason() {
        sold(ServiceType.CHAT, 0);
        after(given("paid", ServiceType.CHAT))
                .when(new CancelOrder(ID, ASHA, "Ill"))
                .expectEvents(new OrderCancelled(ID, RAVI, ASHA, CancelledBy.CREATOR, "Ill"));
        assertInvalid("reason", () -> new CancelOrder(ID, ASHA, " "));
        assertInvalid("reason", () -> new CancelOrder(ID, ASHA, "x".repeat(501)));
        assertInvalid("notes", () -> new FulfilOrder(ID, ASHA, "", null));
        assertInvalid("mediaUrl", () -> new FulfilOrder(ID, ASHA, null, "file:///etc"));
    }

    @Test
    void the_buyer_does_not_decide_and_to_others_there_is_no_order() {
        sold(ServiceType.AUDIO_CALL, 49900);
        for (Object command : List.of(
                new ActivateOrder(ID, RAVI), new FulfilOrder(ID, RAVI, "x", null), new CancelOrder(ID, RAVI, "x")))
            after(given("paid", ServiceType.AUDIO_CALL))
                    .when(command)
                    .expectException(Refusal.of(403, "NOT_THE_CREATOR"));
        for (Object command : List.of(new ActivateOrder(ID, MINA), new JoinOrder(ID, MINA)))
            after(given("active", ServiceType.AUDIO_CALL)).when(command).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    private TestExecutor<ServiceOrder> after(List<Event> events) {
        return events.isEmpty() ? fixture().givenNoPriorActivity() : fixture().given(events);
    }

    private AggregateTestFixture<ServiceOrder> fixture() {
        return past.fixture(ServiceOrder.class);
    }
}

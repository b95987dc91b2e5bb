package io.desifans.billing.command;

import static io.desifans.billing.PaymentType.EXCLUSIVE_POST;
import static io.desifans.billing.PaymentType.MEMBERSHIP;
import static io.desifans.billing.PaymentType.SERVICE;
import static io.desifans.billing.command.Sales.OTHER_PAYMENT;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.command.ClaimKind;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.content.PostEvent.PostDeleted;
import io.desifans.content.PostEvent.PostPublished;
import io.desifans.content.PostType;
import io.desifans.identity.UserEvent.UserBanned;
import io.desifans.identity.UserEvent.UserUnbanned;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be bought, by whom and for how much. */
class InitiatePaymentTest {

    private static final UUID CALL = Sales.SERVICE;

    private final Past past = Past.ofFourUsers()
            .and(Sales.post(POST, 4900), Sales.tier(TIER, 19900, true), Sales.service(CALL, 50000, true));

    private ResultValidator<Payment> when(InitiatePayment command, Event... before) {
        return past.fixture(Payment.class).given((Object[]) before).when(command);
    }

    private static InitiatePayment buy(PaymentType type, UUID entityId) {
        return new InitiatePayment(PAYMENT, RAVI, type, entityId, type == MEMBERSHIP ? 1 : null, "/thanks");
    }

    @Test
    void what_is_bought_and_for_how_much_is_fixed_at_the_start() {
        when(buy(EXCLUSIVE_POST, POST))
                .expectEvents(new PaymentInitiated(
                        PAYMENT, RAVI, ASHA, EXCLUSIVE_POST, POST, "A sunset", null, 4900, 490, 4410, "/thanks"));
        when(buy(SERVICE, CALL))
                .expectEvents(new PaymentInitiated(
                        PAYMENT, RAVI, ASHA, SERVICE, CALL, "A call", null, 50000, 5000, 45000, "/thanks"));
    }

    @ParameterizedTest
    @CsvSource({"1, 19900, 1990, 17910", "3, 53730, 5373, 48357", "6, 101490, 10149, 91341", "12, 191040, 19104, 171936"
    })
    void a_membership_costs_by_its_months(int months, long amount, long fee, long creator) {
        when(new InitiatePayment(PAYMENT, RAVI, MEMBERSHIP, TIER, months, null))
                .expectEvents(new PaymentInitiated(
                        PAYMENT, RAVI, ASHA, MEMBERSHIP, TIER, "Gold", months, amount, fee, creator, null));
    }

    @ParameterizedTest
    @EnumSource
    void nothing_of_a_banned_creator_is_sold_until_the_ban_is_lifted(PaymentType type) {
        UUID item = switch (type) {
            case MEMBERSHIP -> TIER;
            case EXCLUSIVE_POST -> POST;
            case SERVICE -> CALL;
        };
        past.and(new UserBanned(ASHA, "Fraud", null, ADMIN));
        when(buy(type, item)).expectNoEvents().expectException(Refusal.of(404, "NOT_FOUND"));
        past.and(new UserUnbanned(ASHA, ADMIN, "admin"));
        when(buy(type, item)).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_banned_fan_buys_nothing() {
        past.and(new UserBanned(RAVI, "Spam", null, ADMIN));
        when(buy(EXCLUSIVE_POST, POST)).expectNoEvents().expectException(Refusal.of(403, "ACCOUNT_BANNED"));
    }

    @Test
    void what_costs_nothing_is_paid_at_once() {
        past.and(Sales.service(OTHER_PAYMENT, 0, true));
        when(new InitiatePayment(PAYMENT, RAVI, SERVICE, OTHER_PAYMENT, null, null))
                .expectEvents(
                        new PaymentInitiated(
                                PAYMENT, RAVI, ASHA, SERVICE, OTHER_PAYMENT, "A call", null, 0, 0, 0, null),
                        new PaymentCompleted(PAYMENT, RAVI, ASHA, SERVICE, OTHER_PAYMENT, null, 0, 0, 0, null, false));
    }

    @Test
    void the_same_request_again_changes_nothing_and_another_is_refused() {
        PaymentInitiated before = new PaymentInitiated(
                PAYMENT, RAVI, ASHA, EXCLUSIVE_POST, POST, "A sunset", null, 4900, 490, 4410, "/thanks");
        past.and(new PostDeleted(POST, ASHA));
        when(buy(EXCLUSIVE_POST, POST), before)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        for (InitiatePayment other : List.of(
                new InitiatePayment(PAYMENT, MINA, EXCLUSIVE_POST, POST, null, "/thanks"),
                new InitiatePayment(PAYMENT, RAVI, EXCLUSIVE_POST, POST, null, null),
                buy(EXCLUSIVE_POST, TIER),
                buy(SERVICE, POST))) when(other, before).expectException(Refusal.of(409, "ID_TAKEN"));
    }

    @Test
    void what_is_not_there_or_hidden_is_not_sold() {
        UUID hidden = UUID.fromString("0199a000-0000-7000-8000-0000000000c1");
        past.and(Sales.tier(hidden, 100, false), Sales.service(OTHER_PAYMENT, 100, false));
        refused(buy(MEMBERSHIP, hidden), 404, "NOT_FOUND");
        refused(buy(SERVICE, OTHER_PAYMENT), 404, "NOT_FOUND");
        refused(buy(SERVICE, PAYMENT), 404, "NOT_FOUND");
        refused(buy(SERVICE, TIER), 404, "NOT_FOUND");
        refused(buy(MEMBERSHIP, POST), 404, "NOT_FOUND");
        past.and(new PostDeleted(POST, ASHA));
        refused(buy(EXCLUSIVE_POST, POST), 404, "NOT_FOUND");
    }

    @Test
    void what_a_deleted_creator_or_one_who_never_onboarded_offers_is_not_sold() {
        UUID newcomers = UUID.fromString("0199a000-0000-7000-8000-0000000000c2");
        past.and(new PostPublished(newcomers, RAVI, "Soon", PostType.EXCLUSIVE, 100L, List.of()));
        refused(new InitiatePayment(PAYMENT, MINA, EXCLUSIVE_POST, newcomers, null, null), 404, "NOT_FOUND");
        past.and(Past.deleted(ASHA));
        refused(buy(EXCLUSIVE_POST, POST), 404, "NOT_FOUND");
        refused(buy(MEMBERSHIP, TIER), 404, "NOT_FOUND");
    }

    @Test
    void nobody_buys_what_is_their_own() {
        refused(new InitiatePayment(PAYMENT, ASHA, MEMBERSHIP, TIER, 1, null), 409, "OWN_ITEM");
    }

    @Test
    void a_post_that_opens_with_a_membership_is_not_sold() {
        UUID open = UUID.fromString("0199a000-0000-7000-8000-0000000000c3");
        past.and(new PostPublished(open, ASHA, null, PostType.SUBSCRIPTION, null, List.of(TIER)));
        refused(buy(EXCLUSIVE_POST, open), 409, "NOT_FOR_SALE");
    }

    @Test
    void nobody_buys_a_post_twice() {
        past.and(new PostPurchaseGranted(PAYMENT, RAVI, ASHA, POST, OTHER_PAYMENT));
        refused(buy(EXCLUSIVE_POST, POST), 409, "ALREADY_PURCHASED");
    }

    @Test
    void a_fee_from_before_the_limit_is_not_sold_for_longer_than_fits() {
        past.and(Sales.tier(OTHER_PAYMENT, 2_147_483_647L, true));
        when(new InitiatePayment(PAYMENT, RAVI, MEMBERSHIP, OTHER_PAYMENT, 1, null))
                .expectSuccessfulHandlerExecution();
        when(new InitiatePayment(PAYMENT, RAVI, MEMBERSHIP, OTHER_PAYMENT, 3, null))
                .expectException(Refusal.of(422, "AMOUNT_OUT_OF_RANGE", "duration"))
                .expectNoEvents();
    }

    @Test
    void a_sixth_open_payment_for_one_thing_is_refused() {
        for (int place = 0; place < 5; place++)
            past.taken(ClaimKind.OPEN_CHECKOUT, RAVI + " " + POST + " " + place, OTHER_PAYMENT.toString());
        refused(buy(EXCLUSIVE_POST, POST), 409, "TOO_MANY_OPEN_PAYMENTS");
        when(buy(MEMBERSHIP, TIER)).expectSuccessfulHandlerExecution();
        when(new InitiatePayment(PAYMENT, MINA, EXCLUSIVE_POST, POST, null, null))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_deleted_user_buys_nothing() {
        past.and(Past.deleted(RAVI));
        when(buy(EXCLUSIVE_POST, POST)).expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 5, 13, 24})
    void other_durations_are_not_sold(int months) {
        assertInvalid("duration", () -> new InitiatePayment(PAYMENT, RAVI, MEMBERSHIP, TIER, months, null));
    }

    @Test
    void the_request_has_a_shape() {
        assertInvalid("duration", () -> new InitiatePayment(PAYMENT, RAVI, MEMBERSHIP, TIER, null, null));
        assertInvalid("duration", () -> new InitiatePayment(PAYMENT, RAVI, SERVICE, CALL, 1, null));
        assertInvalid("returnUrl", () -> new InitiatePayment(PAYMENT, RAVI, SERVICE, CALL, null, "/".repeat(2049)));
        assertInvalid("transactionId", () -> new InitiatePayment(new UUID(0, 0), RAVI, SERVICE, CALL, null, null));
    }

    private void refused(InitiatePayment command, int status, String code) {
        when(command).expectException(Refusal.of(status, code, "entityId")).expectNoEvents();
    }
}

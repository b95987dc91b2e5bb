package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.OTHER_PAYMENT;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.POST;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.EntitlementCommand.AddGrant;
import io.desifans.billing.command.EntitlementCommand.RemoveGrant;
import io.desifans.billing.command.Purchase.PurchaseCommand.GrantPurchase;
import io.desifans.billing.command.Purchase.PurchaseCommand.RevokePurchase;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What a payment that went back takes with it: the post, the months, the earning. */
class WentBackTest {

    private static final Instant THEN = Instant.parse("2020-01-31T10:00:00Z");
    private static final Instant LATER = Instant.parse("2020-03-01T00:00:00Z");
    private static final UUID SUBSCRIPTION = DerivedId.of("subscriptions", RAVI, TIER.toString());
    private static final UUID PAYOUT = UUID.fromString("0199a000-0000-7000-8000-000000000100");
    private static final UUID NEXT = UUID.fromString("0199a000-0000-7000-8000-000000000200");
    private static final UUID REFUND = UUID.fromString("0199a000-0000-7000-8000-0000000000d1");
    private static final DebitEarning DEBIT =
            new DebitEarning(ASHA, PAYMENT, REFUND, 10_000, 1_000, 9_000, DebitCause.REFUND);
    private static final EarningReduced REDUCED =
            new EarningReduced(ASHA, PAYMENT, REFUND, 10_000, 1_000, 9_000, DebitCause.REFUND);
    private static final DebitRecorded OWED =
            new DebitRecorded(ASHA, PAYMENT, REFUND, 10_000, 1_000, 9_000, DebitCause.REFUND);

    private final Past past = Past.ofFourUsers()
            .and(Sales.post(POST, 4900))
            .and(new BankDetailsChanged(
                    ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"));

    @Test
    void a_post_is_taken_away_once_and_can_be_bought_again() {
        var bought = bought(PAYMENT);
        var revoked = new PostPurchaseRevoked(RAVI, ASHA, POST, PAYMENT);
        var revoke = new RevokePurchase(RAVI, POST, ASHA, PAYMENT);
        purchase(bought).when(revoke).expectEvents(revoked);
        purchase(bought, revoked).when(revoke).expectNoEvents();
        purchase(bought)
                .when(new RevokePurchase(RAVI, POST, ASHA, OTHER_PAYMENT))
                .expectNoEvents();
        purchase(bought, revoked)
                .when(new GrantPurchase(RAVI, POST, ASHA, OTHER_PAYMENT))
                .expectEvents(bought(OTHER_PAYMENT));
        purchase(bought, revoked)
                .when(new GrantPurchase(RAVI, POST, ASHA, PAYMENT))
                .expectNoEvents();
    }

    @Test
    void months_are_taken_away_once_and_what_is_left_is_counted_again() {
        GrantAdded first = granted(PAYMENT, 1, THEN, "2020-02-29T10:00:00Z");
        GrantAdded second = granted(OTHER_PAYMENT, 3, THEN, "2020-05-31T10:00:00Z");
        RemoveGrant removeSecond = new RemoveGrant(RAVI, TIER, OTHER_PAYMENT, LATER);
        GrantRemoved removed = removed(OTHER_PAYMENT, "2020-02-29T10:00:00Z");
        months(first, second).when(removeSecond).expectEvents(removed);
        months(first, second, removed).when(removeSecond).expectNoEvents();
        months(first, second, removed)
                .when(new AddGrant(RAVI, TIER, ASHA, OTHER_PAYMENT, 3, THEN))
                .expectNoEvents();
        months(first)
                .when(new RemoveGrant(RAVI, TIER, PAYMENT, LATER))
                .expectEvents(removed(PAYMENT, LATER.toString()));
        months(first).when(removeSecond).expectNoEvents();
    }

    @Test
    void months_that_went_on_after_those_that_went_back_begin_where_they_were_paid() {
        Instant gap = Instant.parse("2020-06-01T00:00:00Z");
        months(
                        granted(PAYMENT, 1, THEN, "2020-02-29T10:00:00Z"),
                        granted(OTHER_PAYMENT, 1, gap, "2020-07-01T00:00:00Z"))
                .when(new RemoveGrant(RAVI, TIER, PAYMENT, LATER))
                .expectEvents(new GrantRemoved(
                        SUBSCRIPTION, RAVI, ASHA, TIER, PAYMENT, gap, Instant.parse("2020-07-01T00:00:00Z")));
    }

    @Test
    void p10_what_goes_back_before_a_payout_makes_the_earning_less_and_after_it_is_a_debt() {
        balance(credited(PAYMENT)).when(DEBIT).expectEvents(REDUCED);
        balance(credited(PAYMENT), REDUCED).when(DEBIT).expectNoEvents();
        balance(credited(PAYMENT), allocated(PAYOUT, PAYMENT)).when(DEBIT).expectEvents(OWED);
        balance(credited(PAYMENT), allocated(PAYOUT, PAYMENT), new PayoutAllocationSettled(ASHA, PAYOUT))
                .when(DEBIT)
                .expectEvents(OWED);
        balance(credited(PAYMENT), allocated(PAYOUT, PAYMENT), OWED).when(DEBIT).expectNoEvents();
        balance(credited(PAYMENT), REDUCED)
                .when(request(1))
                .expectEvents(payout(NEXT, 81_000, new AllocatedItem(PAYMENT, 90_000, 9_000, 81_000)));
        balance(
                        credited(PAYMENT),
                        new EarningReduced(ASHA, PAYMENT, REFUND, 100_000, 10_000, 90_000, DebitCause.REFUND))
                .when(request(1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void p10_a_debt_comes_off_the_next_payouts_until_it_is_paid_off_and_returns_if_they_fail() {
        Event[] paidAndOwed = {
            credited(PAYMENT), allocated(PAYOUT, PAYMENT), new PayoutAllocationSettled(ASHA, PAYOUT), OWED
        };
        PayoutAllocated less = payout(NEXT, 81_000, item(OTHER_PAYMENT));
        balance(and(paidAndOwed, credited(OTHER_PAYMENT))).when(request(1)).expectEvents(less);
        balance(and(paidAndOwed, credited(OTHER_PAYMENT)))
                .when(request(81_001))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        UUID third = UUID.fromString("0199a000-0000-7000-8000-0000000000a3");
        UUID after = UUID.fromString("0199a000-0000-7000-8000-000000000300");
        var afterwards = new RequestPayout(ASHA, after, PayoutOrigin.CREATOR, LATER, 1);
        balance(and(paidAndOwed, credited(OTHER_PAYMENT), less, credited(third)))
                .when(afterwards)
                .expectEvents(payout(after, 90_000, item(third)));
        var failed = new PayoutAllocationReleased(ASHA, NEXT, ReleaseCause.FAILED);
        balance(and(paidAndOwed, credited(OTHER_PAYMENT), less, failed))
                .when(afterwards)
                .expectEvents(payout(after, 81_000, item(OTHER_PAYMENT)));
        balance(and(
                        paidAndOwed,
                        credited(OTHER_PAYMENT),
                        less,
                        new PayoutAllocationSettled(ASHA, NEXT),
                        credited(third)))
                .when(afterwards)
                .expectEvents(payout(after, 90_000, item(third)));
        Event[] muchOwed = and(
                paidAndOwed,
                new DebitRecorded(ASHA, PAYMENT, NEXT, 90_000, 9_000, 81_000, DebitCause.REFUND),
                credited(OTHER_PAYMENT));
        balance(muchOwed).when(request(1)).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    private static Event[] and(Event[] events, Event... more) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(events), java.util.stream.Stream.of(more))
                .toArray(Event[]::new);
    }

    private static RequestPayout request(long thresholdPaise) {
        return new RequestPayout(ASHA, NEXT, PayoutOrigin.CREATOR, LATER, thresholdPaise);
    }

    private static EarningCredited credited(UUID transactionId) {
        return new EarningCredited(ASHA, transactionId, 100_000, 10_000, 90_000, THEN, THEN);
    }

    private static AllocatedItem item(UUID transactionId) {
        return new AllocatedItem(transactionId, 100_000, 10_000, 90_000);
    }

    private static PayoutAllocated allocated(UUID payoutId, UUID transactionId) {
        return payout(payoutId, 90_000, item(transactionId));
    }

    private static PayoutAllocated payout(UUID payoutId, long netPaise, AllocatedItem item) {
        return new PayoutAllocated(
                ASHA,
                payoutId,
                PayoutOrigin.CREATOR,
                List.of(item),
                item.grossPaise(),
                item.feePaise(),
                netPaise,
                LATER,
                LATER,
                1,
                1);
    }

    private static PostPurchaseGranted bought(UUID transactionId) {
        return new PostPurchaseGranted(
                DerivedId.of("postPurchase", transactionId.toString()), RAVI, ASHA, POST, transactionId);
    }

    private static GrantAdded granted(UUID transactionId, int months, Instant anchor, String end) {
        return new GrantAdded(
                SUBSCRIPTION,
                DerivedId.of("customers", RAVI),
                RAVI,
                ASHA,
                TIER,
                transactionId,
                months,
                anchor,
                anchor,
                Instant.parse(end),
                transactionId.equals(PAYMENT));
    }

    private static GrantRemoved removed(UUID transactionId, String end) {
        return new GrantRemoved(SUBSCRIPTION, RAVI, ASHA, TIER, transactionId, THEN, Instant.parse(end));
    }

    private TestExecutor<Purchase> purchase(Event... events) {
        return past.fixture(Purchase.class).given((Object[]) events);
    }

    private TestExecutor<Entitlement> months(Event... events) {
        return past.fixture(Entitlement.class).given((Object[]) events);
    }

    private TestExecutor<CreatorBalance> balance(Event... events) {
        return past.fixture(CreatorBalance.class).given((Object[]) events);
    }
}

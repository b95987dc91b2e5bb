package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.OTHER_PAYMENT;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.DebitReversed;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.EarningReduced;
import io.desifans.billing.BalanceEvent.EarningReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PurchaseEvent.PostPurchaseGranted;
import io.desifans.billing.PurchaseEvent.PostPurchaseRestored;
import io.desifans.billing.PurchaseEvent.PostPurchaseRevoked;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.GrantRemoved;
import io.desifans.billing.SubscriptionEvent.GrantRestored;
import io.desifans.billing.command.BalanceCommand.DebitEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseEarning;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.BalanceCommand.SuspendEarning;
import io.desifans.billing.command.EntitlementCommand.RemoveGrant;
import io.desifans.billing.command.EntitlementCommand.RestoreGrant;
import io.desifans.billing.command.Purchase.PurchaseCommand.RestorePurchase;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What of a disputed payment its creator keeps and its buyer has. */
class DisputedMoneyTest {

    private static final UUID DISPUTE = DerivedId.of("Dispute", "dp_1");
    private static final UUID REFUND = DerivedId.of("Refund", "ref_1");
    private static final UUID PAYOUT = UUID.fromString("0199a000-0000-7000-8000-000000000100");
    private static final UUID NEXT = UUID.fromString("0199a000-0000-7000-8000-000000000200");
    private static final UUID SUBSCRIPTION = DerivedId.of("subscriptions", RAVI, TIER.toString());
    private static final Instant THEN = Instant.parse("2020-01-31T10:00:00Z");
    private static final Instant END = Instant.parse("2020-02-29T10:00:00Z");

    private static final EarningCredited CREDITED = new EarningCredited(ASHA, PAYMENT, 4900, 490, 4410, THEN, THEN);
    private static final EarningHeld HELD = new EarningHeld(ASHA, PAYMENT, DISPUTE);
    private static final EarningReleased RELEASED = new EarningReleased(ASHA, PAYMENT, DISPUTE);
    private static final PayoutAllocated IN_PAYOUT = allocated(PAYOUT, 4410, item(PAYMENT, 4900));
    private static final SuspendEarning SUSPEND = new SuspendEarning(ASHA, PAYMENT, DISPUTE, 490, 4410);
    private static final ReleaseEarning RELEASE = new ReleaseEarning(ASHA, PAYMENT, DISPUTE, 490, 4410);
    private static final DebitEarning LOSE =
            new DebitEarning(ASHA, PAYMENT, DISPUTE, 4900, 490, 4410, DebitCause.DISPUTE);
    private static final DebitRecorded OWED =
            new DebitRecorded(ASHA, PAYMENT, DISPUTE, 4900, 490, 4410, DebitCause.DISPUTE);
    private static final EarningReduced REDUCED =
            new EarningReduced(ASHA, PAYMENT, DISPUTE, 4900, 490, 4410, DebitCause.DISPUTE);
    private static final DebitReversed REVERSED = new DebitReversed(ASHA, PAYMENT, DISPUTE, null, 4900, 490, 4410);

    private final Past past = Past.ofFourUsers()
            .and(new BankDetailsChanged(
                    ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"));

    @Test
    void p10_before_a_payout_the_earning_is_held_and_comes_back_or_is_gone() {
        balance(CREDITED).when(SUSPEND).expectEvents(HELD);
        balance(CREDITED, HELD).when(SUSPEND).expectNoEvents();
        balance(CREDITED, HELD).when(payout(PAYOUT, 1)).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        balance(CREDITED, HELD).when(RELEASE).expectEvents(RELEASED);
        balance(CREDITED, HELD, RELEASED).when(RELEASE).expectNoEvents();
        balance(CREDITED, HELD, RELEASED).when(SUSPEND).expectNoEvents();
        balance(CREDITED, HELD, RELEASED).when(payout(PAYOUT, 1)).expectEvents(IN_PAYOUT);
        balance(CREDITED, HELD).when(LOSE).expectEvents(REDUCED, RELEASED);
        balance(CREDITED, HELD, REDUCED, RELEASED).when(LOSE).expectNoEvents();
        balance(CREDITED, HELD, REDUCED, RELEASED).when(SUSPEND).expectNoEvents();
    }

    @Test
    void p10_during_and_after_a_payout_it_is_owed_at_once_and_reversed_if_it_is_won() {
        var settled = new PayoutAllocationSettled(ASHA, PAYOUT);
        balance(CREDITED, IN_PAYOUT).when(SUSPEND).expectEvents(OWED);
        balance(CREDITED, IN_PAYOUT, settled).when(SUSPEND).expectEvents(OWED);
        balance(CREDITED, IN_PAYOUT, settled, OWED).when(SUSPEND).expectNoEvents();
        balance(CREDITED, IN_PAYOUT, settled, OWED).when(LOSE).expectNoEvents();
        balance(CREDITED, IN_PAYOUT, settled, OWED).when(RELEASE).expectEvents(REVERSED);
        balance(CREDITED, IN_PAYOUT, settled, OWED, REVERSED).when(RELEASE).expectNoEvents();
        balance(CREDITED, IN_PAYOUT, settled, OWED, REVERSED).when(SUSPEND).expectNoEvents();
    }

    @Test
    void p10_what_was_paid_off_before_it_was_won_comes_on_top_of_the_next_payout_even_alone() {
        var second = new EarningCredited(ASHA, OTHER_PAYMENT, 10_000, 1_000, 9_000, THEN, THEN);
        var paidOff = allocated(NEXT, 4590, item(OTHER_PAYMENT, 10_000));
        UUID last = UUID.fromString("0199a000-0000-7000-8000-000000000300");
        balance(CREDITED, IN_PAYOUT, OWED, second).when(payout(NEXT, 1)).expectEvents(paidOff);
        balance(CREDITED, IN_PAYOUT, OWED, second, paidOff, REVERSED)
                .when(payout(last, 4410))
                .expectEvents(allocated(last, 4410));
        balance(CREDITED, IN_PAYOUT, OWED, second, paidOff, REVERSED)
                .when(payout(last, 4411))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        balance(CREDITED, HELD, REDUCED, RELEASED, REVERSED, second)
                .when(payout(NEXT, 1))
                .expectEvents(allocated(NEXT, 13_410, item(OTHER_PAYMENT, 10_000)));
    }

    @Test
    void a_refund_takes_the_place_of_what_a_dispute_has_taken_off() {
        var refund = new DebitEarning(ASHA, PAYMENT, REFUND, 900, 90, 810, DebitCause.REFUND);
        var part = new DebitRecorded(ASHA, PAYMENT, REFUND, 900, 90, 810, DebitCause.REFUND);
        var less = new DebitReversed(ASHA, PAYMENT, DISPUTE, REFUND, 900, 90, 810);
        var rest = new ReleaseEarning(ASHA, PAYMENT, DISPUTE, 400, 3600);
        balance(CREDITED, IN_PAYOUT, OWED).when(refund).expectEvents(less, part);
        balance(CREDITED, IN_PAYOUT, OWED, less, part).when(refund).expectNoEvents();
        balance(CREDITED, IN_PAYOUT, OWED, less, part)
                .when(rest)
                .expectEvents(new DebitReversed(ASHA, PAYMENT, DISPUTE, null, 4000, 400, 3600));
        balance(CREDITED, HELD)
                .when(refund)
                .expectEvents(new EarningReduced(ASHA, PAYMENT, REFUND, 900, 90, 810, DebitCause.REFUND));
    }

    @Test
    void what_is_held_for_good_is_not_let_go_by_a_dispute_that_is_won() {
        balance(CREDITED, new EarningHeld(ASHA, PAYMENT)).when(SUSPEND).expectEvents(HELD);
        balance(CREDITED, new EarningHeld(ASHA, PAYMENT), HELD, RELEASED)
                .when(payout(PAYOUT, 1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void what_is_owed_is_not_held_besides_when_it_comes_back_from_a_payout() {
        var heldForGood = new EarningHeld(ASHA, PAYMENT);
        var refund = new DebitEarning(ASHA, PAYMENT, REFUND, 4900, 490, 4410, DebitCause.REFUND);
        var owed = new DebitRecorded(ASHA, PAYMENT, REFUND, 4900, 490, 4410, DebitCause.REFUND);
        var free = new EarningReleased(ASHA, PAYMENT, PAYMENT);
        var failed = new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.FAILED);
        var second = new EarningCredited(ASHA, OTHER_PAYMENT, 10_000, 1_000, 9_000, THEN, THEN);
        balance(CREDITED, IN_PAYOUT, heldForGood).when(refund).expectEvents(owed, free);
        balance(CREDITED, IN_PAYOUT, heldForGood).when(SUSPEND).expectEvents(OWED, free);
        balance(CREDITED, IN_PAYOUT, heldForGood, owed, free)
                .when(new HoldEarning(ASHA, PAYMENT))
                .expectNoEvents();
        balance(CREDITED, IN_PAYOUT, heldForGood, owed, free, failed, second)
                .when(payout(NEXT, 9_000))
                .expectEvents(allocated(NEXT, 9_000, item(PAYMENT, 4900), item(OTHER_PAYMENT, 10_000)));
    }

    @Test
    void what_was_won_back_waits_as_long_as_its_earning_would_have() {
        Instant later = THEN.plusSeconds(1);
        var waiting = new EarningCredited(ASHA, PAYMENT, 4900, 490, 4410, THEN, later);
        var second = new EarningCredited(ASHA, OTHER_PAYMENT, 10_000, 1_000, 9_000, THEN, THEN);
        Event[] wonBack = {waiting, HELD, REDUCED, RELEASED, REVERSED};
        balance(wonBack).when(payout(NEXT, 1)).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        balance(waiting, HELD, REDUCED, RELEASED, REVERSED, second)
                .when(payout(NEXT, 1))
                .expectEvents(allocated(NEXT, 9_000, item(OTHER_PAYMENT, 10_000)));
        balance(wonBack)
                .when(new RequestPayout(ASHA, NEXT, PayoutOrigin.values()[0], later, 4410))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void months_come_back_with_their_old_end() {
        var added = new GrantAdded(
                SUBSCRIPTION, DerivedId.of("customers", RAVI), RAVI, ASHA, TIER, PAYMENT, 1, THEN, THEN, END, true);
        var removed = new GrantRemoved(SUBSCRIPTION, RAVI, ASHA, TIER, PAYMENT, THEN, THEN);
        var restored = new GrantRestored(SUBSCRIPTION, RAVI, ASHA, TIER, PAYMENT, THEN, true, THEN, END);
        var restore = new RestoreGrant(RAVI, TIER, PAYMENT, END);
        months(added, removed).when(restore).expectEvents(restored);
        months(added, removed, restored).when(restore).expectNoEvents();
        months(added).when(restore).expectNoEvents();
        months(added, removed, restored)
                .when(new RemoveGrant(RAVI, TIER, PAYMENT, THEN))
                .expectEvents(removed);
    }

    @Test
    void a_post_comes_back_unless_it_is_gone_or_was_bought_again() {
        var restore = new RestorePurchase(RAVI, Sales.POST, ASHA, PAYMENT);
        var bought = bought(PAYMENT);
        var revoked = new PostPurchaseRevoked(RAVI, ASHA, Sales.POST, PAYMENT);
        var restored = new PostPurchaseRestored(RAVI, ASHA, Sales.POST, PAYMENT);
        past.fixture(Purchase.class).given(bought, revoked).when(restore).expectNoEvents();
        past.and(Sales.post(Sales.POST, 4900));
        past.fixture(Purchase.class).given(bought, revoked).when(restore).expectEvents(restored);
        past.fixture(Purchase.class)
                .given(bought, revoked, restored)
                .when(restore)
                .expectNoEvents();
        past.fixture(Purchase.class)
                .given(bought, revoked, bought(OTHER_PAYMENT))
                .when(restore)
                .expectException(Refusal.of(409, "ALREADY_PURCHASED", "entityId"));
    }

    private static PostPurchaseGranted bought(UUID payment) {
        return new PostPurchaseGranted(
                DerivedId.of("postPurchase", payment.toString()), RAVI, ASHA, Sales.POST, payment);
    }

    private static AllocatedItem item(UUID payment, long gross) {
        return new AllocatedItem(payment, gross, gross / 10, gross - gross / 10);
    }

    private static PayoutAllocated allocated(UUID payout, long net, AllocatedItem... items) {
        long gross =
                List.of(items).stream().mapToLong(AllocatedItem::grossPaise).sum();
        return new PayoutAllocated(
                ASHA, payout, PayoutOrigin.values()[0], List.of(items), gross, gross / 10, net, THEN, THEN, 1, 1);
    }

    private static RequestPayout payout(UUID id, long threshold) {
        return new RequestPayout(ASHA, id, PayoutOrigin.values()[0], THEN, threshold);
    }

    private TestExecutor<Entitlement> months(Event... events) {
        return past.fixture(Entitlement.class).given((Object[]) events);
    }

    private TestExecutor<CreatorBalance> balance(Event... events) {
        return past.fixture(CreatorBalance.class).given((Object[]) events);
    }
}

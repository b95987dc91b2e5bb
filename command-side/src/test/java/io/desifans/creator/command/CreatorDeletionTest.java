package io.desifans.creator.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.MINA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.PayoutOrigin;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.CreatorDeleted;
import io.desifans.creator.MembershipEvent.MembershipOffered;
import io.desifans.creator.OnboardingAnswers;
import io.desifans.creator.ServiceEvent.ServiceOffered;
import io.desifans.creator.ServiceType;
import io.desifans.creator.command.CreatorCommand.ApproveCreator;
import io.desifans.creator.command.CreatorCommand.ChangeUsername;
import io.desifans.creator.command.CreatorCommand.CompleteOnboarding;
import io.desifans.creator.command.CreatorCommand.DeleteCreator;
import io.desifans.creator.command.CreatorCommand.SaveOnboardingStep;
import io.desifans.creator.command.Membership.MembershipCommand.OfferMembership;
import io.desifans.creator.command.Membership.MembershipCommand.WithdrawMembership;
import io.desifans.creator.command.Service.ServiceCommand.OfferService;
import io.desifans.creator.command.Service.ServiceCommand.WithdrawService;
import io.desifans.services.ServiceOrderEvent.OrderActivated;
import io.desifans.services.ServiceOrderEvent.OrderFulfilled;
import io.desifans.services.ServiceOrderEvent.OrderPaid;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** A creator account goes, and with it all that stands below it; the user stays. */
class CreatorDeletionTest {

    private static final Event ONBOARDED = Past.onboarded(ASHA, "asha");
    private static final CreatorDeleted DELETED = new CreatorDeleted(ASHA);
    private static final DeleteCreator DELETE = new DeleteCreator(ASHA);
    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-00000000000b");
    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-00000000000c");
    private static final UUID ORDER = DerivedId.of("serviceOrder", PAYMENT.toString());
    private static final UUID PAYOUT = UUID.fromString("0199a000-0000-7000-8000-00000000000d");
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final EarningCredited EARNED = new EarningCredited(ASHA, PAYMENT, 100, 10, 90, THEN, THEN);

    private final Past past = Past.ofFourUsers();

    @Test
    void a_creator_is_deleted_once() {
        fixture().given(ONBOARDED).when(DELETE).expectEvents(DELETED);
        fixture()
                .given(ONBOARDED, DELETED)
                .when(DELETE)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_creator_to_whom_money_is_due_stays_and_what_has_to_go_back_is_not_due() {
        past.and(EARNED);
        fixture().given(ONBOARDED).when(DELETE).expectException(Refusal.of(409, "CREATOR_BALANCE_NOT_SETTLED"));
        past.and(new EarningHeld(ASHA, PAYMENT));
        fixture().given(ONBOARDED).when(DELETE).expectEvents(DELETED);
    }

    @Test
    void a_creator_who_was_paid_for_an_order_stays_until_it_is_fulfilled() {
        past.and(EARNED, allocated(), new PayoutAllocationSettled(ASHA, PAYOUT));
        past.and(new OrderPaid(ORDER, RAVI, ASHA), new OrderActivated(ORDER, RAVI, ASHA));
        fixture().given(ONBOARDED).when(DELETE).expectException(Refusal.of(409, "CREATOR_ORDERS_OPEN"));
        past.and(new OrderFulfilled(ORDER, RAVI, ASHA, null));
        fixture().given(ONBOARDED).when(DELETE).expectEvents(DELETED);
    }

    @Test
    void what_was_paid_for_an_order_that_is_not_activated_keeps_nobody() {
        past.and(EARNED, new OrderPaid(ORDER, RAVI, ASHA));
        fixture().given(ONBOARDED).when(DELETE).expectEvents(DELETED);
        past.and(new OrderActivated(ORDER, RAVI, ASHA));
        fixture().given(ONBOARDED).when(DELETE).expectException(Refusal.of(409, "CREATOR_BALANCE_NOT_SETTLED"));
    }

    @Test
    void nobody_becomes_a_creator_twice() {
        var country = new OnboardingAnswers("IN", null, null, null, null, null, null, null);
        for (Object command : List.of(
                new SaveOnboardingStep(ASHA, OnboardingStep.COUNTRY, country),
                new CompleteOnboarding(ASHA, LocalDate.of(2026, 11, 22)),
                new ChangeUsername(ASHA, "asha-2"),
                new ApproveCreator(ASHA)))
            fixture().given(ONBOARDED, DELETED).when(command).expectException(Refusal.of(409, "CREATOR_DELETED"));
    }

    @Test
    void nothing_is_offered_or_withdrawn_under_a_deleted_creator() {
        past.and(DELETED);
        var refused = Refusal.of(409, "CREATOR_DELETED");
        var tier = new MembershipOffered(ID, ASHA, "Gold", "All", 100, true, null);
        past.fixture(Membership.class)
                .givenNoPriorActivity()
                .when(new OfferMembership(ID, ASHA, "Gold", "All", 100, true, null))
                .expectException(refused);
        past.fixture(Membership.class)
                .given(tier)
                .when(new WithdrawMembership(ID, ASHA))
                .expectException(refused);
        past.fixture(Membership.class)
                .given(tier)
                .when(new WithdrawMembership(ID, MINA))
                .expectException(Refusal.of(404, "NOT_FOUND"));
        var call = new ServiceOffered(ID, ASHA, "A call", "Long", 100, ServiceType.CHAT, 30, true);
        past.fixture(Service.class)
                .givenNoPriorActivity()
                .when(new OfferService(ID, ASHA, "A call", "Long", 100, ServiceType.CHAT, 30, true))
                .expectException(refused);
        past.fixture(Service.class)
                .given(call)
                .when(new WithdrawService(ID, ASHA))
                .expectException(refused);
    }

    private PayoutAllocated allocated() {
        return new PayoutAllocated(
                ASHA,
                PAYOUT,
                PayoutOrigin.CREATOR,
                List.of(new AllocatedItem(PAYMENT, 100, 10, 90)),
                100,
                10,
                90,
                THEN,
                THEN,
                1,
                1);
    }

    private AggregateTestFixture<Creator> fixture() {
        return past.fixture(Creator.class);
    }
}

package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.Event;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.DebitRecorded;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.EarningHeld;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutAllocationReleased;
import io.desifans.billing.BalanceEvent.PayoutAllocationSettled;
import io.desifans.billing.DebitCause;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.ReleaseCause;
import io.desifans.billing.command.BalanceCommand.CreditEarning;
import io.desifans.billing.command.BalanceCommand.HoldEarning;
import io.desifans.billing.command.BalanceCommand.ReleaseAllocation;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.billing.command.BalanceCommand.SettleAllocation;
import io.desifans.command.ClaimKind;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatorBalanceTest {

    private static final UUID FIRST = id(1);
    private static final UUID SECOND = id(2);
    private static final UUID PAYOUT = id(100);
    private static final UUID NEXT_PAYOUT = id(200);
    private static final Instant COMPLETED = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant AVAILABLE = Instant.parse("2020-01-08T00:00:00Z");
    private static final Instant LATER = Instant.parse("2020-02-01T00:00:00Z");

    private final Past past = Past.ofFourUsers();

    @BeforeEach
    void bankDetails() {
        past.and(new BankDetailsChanged(
                ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"));
    }

    @Test
    void a_payment_is_credited_once() {
        var credit = new CreditEarning(ASHA, FIRST, 19900, 1990, 17910, COMPLETED, AVAILABLE);
        fixture().givenNoPriorActivity().when(credit).expectEvents(credited(FIRST, 19900));
        past.taken(ClaimKind.EARNING, FIRST.toString(), ASHA);
        after(credited(FIRST, 19900))
                .when(credit)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        assertInvalid("grossPaise", () -> new CreditEarning(ASHA, FIRST, 0, 0, 0, COMPLETED, AVAILABLE));
        assertInvalid("netPaise", () -> new CreditEarning(ASHA, FIRST, 10, 1, 10, COMPLETED, AVAILABLE));
    }

    @Test
    void all_that_is_available_goes_into_the_payout_oldest_first() {
        after(credited(SECOND, 100_000), credited(FIRST, 20_000))
                .when(request(AVAILABLE, 100_000))
                .expectEvents(new PayoutAllocated(
                        ASHA,
                        PAYOUT,
                        PayoutOrigin.CREATOR,
                        List.of(item(FIRST, 20_000), item(SECOND, 100_000)),
                        120_000,
                        12_000,
                        108_000,
                        AVAILABLE,
                        AVAILABLE,
                        1,
                        1));
    }

    @Test
    void what_is_on_hold_held_or_too_little_is_not_paid_out() {
        after(credited(FIRST, 200_000))
                .when(request(AVAILABLE.minusMillis(1), 1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        after(credited(FIRST, 200_000), new EarningHeld(ASHA, FIRST))
                .when(request(LATER, 1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        after(credited(FIRST, 111_110))
                .when(request(LATER, 100_000))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        after(credited(FIRST, 111_111))
                .when(request(LATER, 100_000))
                .expectEvents(allocated(PAYOUT, LATER, LATER, 1, 1, item(FIRST, 111_111)));
        fixture().givenNoPriorActivity().when(request(LATER, 1)).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void what_is_in_a_payout_or_paid_does_not_go_into_another() {
        PayoutAllocated allocated = allocated(PAYOUT, AVAILABLE, AVAILABLE, 1, 1, item(FIRST, 200_000));
        var next = new RequestPayout(ASHA, NEXT_PAYOUT, PayoutOrigin.CREATOR, LATER, 1);
        after(credited(FIRST, 200_000), allocated).when(next).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
        after(credited(FIRST, 200_000), allocated, new PayoutAllocationSettled(ASHA, PAYOUT))
                .when(next)
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void what_came_back_is_paid_again_and_the_period_begins_with_the_last_that_did_not_fail() {
        PayoutAllocated first = allocated(PAYOUT, AVAILABLE, AVAILABLE, 1, 1, item(FIRST, 200_000));
        PayoutAllocated second = allocated(id(3), AVAILABLE, AVAILABLE.plusSeconds(9), 1, 1, item(SECOND, 200_000));
        after(
                        credited(FIRST, 200_000),
                        first,
                        credited(SECOND, 200_000),
                        second,
                        new PayoutAllocationSettled(ASHA, PAYOUT),
                        new PayoutAllocationReleased(ASHA, id(3), ReleaseCause.FAILED))
                .when(new RequestPayout(ASHA, NEXT_PAYOUT, PayoutOrigin.ADMIN, LATER, 1))
                .expectEvents(new PayoutAllocated(
                        ASHA,
                        NEXT_PAYOUT,
                        PayoutOrigin.ADMIN,
                        List.of(item(SECOND, 200_000)),
                        200_000,
                        20_000,
                        180_000,
                        AVAILABLE,
                        LATER,
                        1,
                        1));
    }

    @Test
    void what_was_settled_comes_back_once_with_the_debt_that_it_paid_off_and_is_paid_again_once() {
        var debt = new DebitRecorded(ASHA, SECOND, id(9), 10_000, 1_000, 9_000, DebitCause.REFUND);
        AllocatedItem item = item(FIRST, 200_000);
        var allocated = new PayoutAllocated(
                ASHA, PAYOUT, PayoutOrigin.CREATOR, List.of(item), 200_000, 20_000, 171_000, LATER, LATER, 1, 1);
        var settled = new PayoutAllocationSettled(ASHA, PAYOUT);
        var reverse = new ReleaseAllocation(ASHA, PAYOUT, ReleaseCause.REVERSED);
        var reversed = new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.REVERSED, List.of(item), 9_000L);
        past.and(allocated);
        after(credited(FIRST, 200_000), debt, allocated, settled).when(reverse).expectEvents(reversed);
        after(credited(FIRST, 200_000), debt, allocated, settled, reversed)
                .when(reverse)
                .expectNoEvents();
        var again = new RequestPayout(ASHA, NEXT_PAYOUT, PayoutOrigin.CREATOR, LATER, 1);
        var paidAgain = new PayoutAllocated(
                ASHA, NEXT_PAYOUT, PayoutOrigin.CREATOR, List.of(item), 200_000, 20_000, 171_000, LATER, LATER, 1, 1);
        after(credited(FIRST, 200_000), debt, allocated, settled, reversed)
                .when(again)
                .expectEvents(paidAgain);
        after(credited(FIRST, 200_000), debt, allocated, settled, reversed, paidAgain)
                .when(reverse)
                .expectNoEvents();
    }

    @Test
    void a_repeated_request_asks_nothing_whatever_became_of_it() {
        PayoutAllocated allocated = allocated(PAYOUT, AVAILABLE, AVAILABLE, 1, 1, item(FIRST, 200_000));
        Event[][] ends = {
            {},
            {new PayoutAllocationSettled(ASHA, PAYOUT)},
            {new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.FAILED)}
        };
        for (Event[] end : ends) {
            List<Event> events = new ArrayList<>(List.of(credited(FIRST, 200_000), allocated));
            events.addAll(Arrays.asList(end));
            fixture().given(events).when(request(LATER, 1)).expectNoEvents();
        }
    }

    @Test
    void p13_sums_over_what_a_row_holds_become_parts_of_one_period() {
        long half = 1_200_000_000;
        after(credited(FIRST, half), credited(SECOND, half))
                .when(request(LATER, 1))
                .expectEvents(
                        allocated(PAYOUT, LATER, LATER, 1, 2, item(FIRST, half)),
                        allocated(PayoutCommand.partOf(PAYOUT, 2), LATER, LATER, 2, 2, item(SECOND, half)));
    }

    @ParameterizedTest
    @CsvSource({"settle, true", "settle, false", "release, true", "release, false"})
    void an_allocation_ends_once(String command, boolean live) {
        PayoutAllocated allocated = allocated(PAYOUT, AVAILABLE, AVAILABLE, 1, 1, item(FIRST, 200_000));
        boolean settle = command.equals("settle");
        Event ends = settle
                ? new PayoutAllocationSettled(ASHA, PAYOUT)
                : new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.FAILED);
        Object end =
                settle ? new SettleAllocation(ASHA, PAYOUT) : new ReleaseAllocation(ASHA, PAYOUT, ReleaseCause.FAILED);
        if (live) after(credited(FIRST, 200_000), allocated).when(end).expectEvents(ends);
        else
            for (Event ended : new Event[] {
                new PayoutAllocationSettled(ASHA, PAYOUT),
                new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.FAILED)
            }) after(credited(FIRST, 200_000), allocated, ended).when(end).expectNoEvents();
    }

    @Test
    void what_has_to_go_back_is_held_once_and_stays_held_when_it_comes_out_of_a_payout() {
        var hold = new HoldEarning(ASHA, FIRST);
        var held = new EarningHeld(ASHA, FIRST);
        PayoutAllocated allocated = allocated(PAYOUT, AVAILABLE, AVAILABLE, 1, 1, item(FIRST, 200_000));
        after(credited(FIRST, 200_000)).when(hold).expectEvents(held);
        after(credited(FIRST, 200_000), held).when(hold).expectNoEvents();
        after(credited(FIRST, 200_000), allocated).when(hold).expectEvents(held);
        after(credited(FIRST, 200_000), allocated, held).when(hold).expectNoEvents();
        after(credited(FIRST, 200_000), allocated, new PayoutAllocationSettled(ASHA, PAYOUT))
                .when(hold)
                .expectNoEvents();
        fixture().givenNoPriorActivity().when(hold).expectNoEvents();
        after(
                        credited(FIRST, 200_000),
                        allocated,
                        held,
                        new PayoutAllocationReleased(ASHA, PAYOUT, ReleaseCause.FAILED))
                .when(new RequestPayout(ASHA, NEXT_PAYOUT, PayoutOrigin.CREATOR, LATER, 1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void who_has_given_no_bank_details_or_is_no_creator_is_not_paid() {
        var ravis = new RequestPayout(RAVI, PAYOUT, PayoutOrigin.CREATOR, LATER, 1);
        fixture().givenNoPriorActivity().when(ravis).expectException(Refusal.of(403, "NOT_A_CREATOR"));
        past.and(new BankDetailsChanged(ASHA, null, null, null, null, null, null, null));
        after(credited(FIRST, 200_000))
                .when(request(LATER, 1))
                .expectException(Refusal.of(409, "BANK_DETAILS_MISSING"));
        past.and(Past.deleted(ASHA));
        after(credited(FIRST, 200_000)).when(request(LATER, 1)).expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    private static UUID id(int number) {
        return UUID.fromString("0199a000-0000-7000-8000-%012d".formatted(number));
    }

    private static EarningCredited credited(UUID transactionId, long grossPaise) {
        return new EarningCredited(
                ASHA, transactionId, grossPaise, fee(grossPaise), grossPaise - fee(grossPaise), COMPLETED, AVAILABLE);
    }

    private static AllocatedItem item(UUID transactionId, long grossPaise) {
        return new AllocatedItem(transactionId, grossPaise, fee(grossPaise), grossPaise - fee(grossPaise));
    }

    private static PayoutAllocated allocated(
            UUID payoutId, Instant from, Instant until, int part, int parts, AllocatedItem item) {
        return new PayoutAllocated(
                ASHA,
                payoutId,
                PayoutOrigin.CREATOR,
                List.of(item),
                item.grossPaise(),
                item.feePaise(),
                item.netPaise(),
                from,
                until,
                part,
                parts);
    }

    private static long fee(long grossPaise) {
        return (grossPaise + 5) / 10;
    }

    private static RequestPayout request(Instant cutOff, long thresholdPaise) {
        return new RequestPayout(ASHA, PAYOUT, PayoutOrigin.CREATOR, cutOff, thresholdPaise);
    }

    private TestExecutor<CreatorBalance> after(Event... events) {
        return fixture().given((Object[]) events);
    }

    private AggregateTestFixture<CreatorBalance> fixture() {
        return past.fixture(CreatorBalance.class);
    }
}

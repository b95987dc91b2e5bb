package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.BalanceCorrected;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.BalanceCommand.CorrectBalance;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceCorrectionTest {

    private static final UUID CORRECTION = UUID.fromString("0199a000-0000-7000-8000-0000000000c1");
    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-0000000000c2");
    private static final UUID PAYOUT = UUID.fromString("0199a000-0000-7000-8000-0000000000c3");
    private static final Instant THEN = Instant.parse("2020-01-31T10:00:00Z");
    private static final Instant LATER = Instant.parse("2020-03-01T00:00:00Z");
    private static final EarningCredited EARNED =
            new EarningCredited(ASHA, PAYMENT, 100_000, 10_000, 90_000, THEN, THEN);

    @Test
    void a_correction_counts_once_and_is_a_creators_alone() {
        CorrectBalance correct = new CorrectBalance(ASHA, CORRECTION, -500);
        BalanceCorrected corrected = new BalanceCorrected(ASHA, CORRECTION, -500);
        fixture().givenNoPriorActivity().when(correct).expectEvents(corrected);
        fixture().given(corrected).when(correct).expectNoEvents();
        fixture()
                .givenNoPriorActivity()
                .when(new CorrectBalance(RAVI, CORRECTION, 500))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 500, -89_999, Integer.MAX_VALUE - 90_000L})
    void the_next_payout_is_that_much_more_or_less(long paise) {
        long net = 90_000 + paise;
        fixture()
                .given(EARNED, new BalanceCorrected(ASHA, CORRECTION, paise))
                .when(new RequestPayout(ASHA, PAYOUT, PayoutOrigin.CREATOR, LATER, net))
                .expectEvents(payout(net));
        fixture()
                .given(EARNED, new BalanceCorrected(ASHA, CORRECTION, paise))
                .when(new RequestPayout(ASHA, PAYOUT, PayoutOrigin.CREATOR, LATER, net + 1))
                .expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    @Test
    void nothing_is_no_correction_and_more_than_a_row_can_hold_is_none_either() {
        Refusal.assertInvalid("amount", () -> new CorrectBalance(ASHA, CORRECTION, 0));
        for (long paise : List.of(Integer.MAX_VALUE + 1L, -Integer.MAX_VALUE - 1L, Long.MIN_VALUE))
            Refusal.assertOutOfRange("amount", () -> new CorrectBalance(ASHA, CORRECTION, paise));
    }

    private static FixtureConfiguration<CreatorBalance> fixture() {
        return Past.ofFourUsers()
                .and(new BankDetailsChanged(
                        ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"))
                .fixture(CreatorBalance.class);
    }

    private static PayoutAllocated payout(long net) {
        return new PayoutAllocated(
                ASHA,
                PayoutCommand.partOf(PAYOUT, 1),
                PayoutOrigin.CREATOR,
                List.of(new AllocatedItem(PAYMENT, 100_000, 10_000, 90_000)),
                100_000,
                10_000,
                net,
                LATER,
                LATER,
                1,
                1);
    }
}

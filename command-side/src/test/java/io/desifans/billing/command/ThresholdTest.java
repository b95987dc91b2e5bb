package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final UUID PAYOUT = UUID.fromString("0199a000-0000-7000-8000-000000000002");
    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final RequestPayout OVERRIDE =
            new RequestPayout(ASHA, PAYOUT, PayoutOrigin.ADMIN, THEN, 100_000, true);

    @Test
    void what_an_admin_pays_out_below_it_names_the_threshold() {
        fixture().given(credited(100)).when(OVERRIDE).expectEvents(allocated(100, 100_000L));
    }

    @Test
    void what_reaches_it_anyway_needed_no_override() {
        fixture().given(credited(200_000)).when(OVERRIDE).expectEvents(allocated(200_000, null));
    }

    @Test
    void nothing_is_not_paid_out_at_all() {
        fixture().givenNoPriorActivity().when(OVERRIDE).expectException(Refusal.of(422, "BELOW_THRESHOLD"));
    }

    private static EarningCredited credited(long gross) {
        return new EarningCredited(ASHA, PAYMENT, gross, gross / 10, gross - gross / 10, THEN, THEN);
    }

    private static PayoutAllocated allocated(long gross, @Nullable Long overridden) {
        long net = gross - gross / 10;
        return new PayoutAllocated(
                ASHA,
                PAYOUT,
                PayoutOrigin.ADMIN,
                List.of(new AllocatedItem(PAYMENT, gross, gross / 10, net)),
                gross,
                gross / 10,
                net,
                THEN,
                THEN,
                1,
                1,
                overridden);
    }

    private static AggregateTestFixture<CreatorBalance> fixture() {
        return Past.ofFourUsers()
                .and(new BankDetailsChanged(
                        ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"))
                .fixture(CreatorBalance.class);
    }
}

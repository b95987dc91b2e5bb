package io.desifans.billing.command;

import static io.desifans.command.TwoNodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.DerivedId;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.BalanceCommand.RequestPayout;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayoutRaceTest {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void of_twenty_requests_at_once_one_is_a_payout_and_the_others_find_nothing() throws Exception {
        NODES.registerCreator("racing");
        NODES.happened(
                "Creator",
                DerivedId.of("Creator", "racing"),
                new BankDetailsChanged(
                        "racing", "ABCDE1234F", "123456789", "HDFC0000001", null, "Name", null, "savings"));
        UUID balance = BalanceCommand.balanceOf("racing");
        for (int i = 0; i < 50; i++)
            NODES.happened(
                    "CreatorBalance",
                    balance,
                    new EarningCredited(
                            "racing", DerivedId.of("Test", "earning" + i), 10_000, 1_000, 9_000, THEN, THEN));
        var results = NODES.race(
                20,
                i -> new RequestPayout(
                        "racing",
                        DerivedId.of("payout", "race" + i),
                        PayoutOrigin.CREATOR,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        100_000),
                i -> "racing");
        assertThat(results).containsOnlyOnce("done").containsOnly("done", "422 BELOW_THRESHOLD");
        assertThat(Collections.frequency(NODES.eventsOf(balance), "PayoutAllocated"))
                .isEqualTo(1);

        UUID repeated = DerivedId.of("payout", "race" + results.indexOf("done"));
        assertThat(NODES.race(
                        20, i -> new RequestPayout("racing", repeated, PayoutOrigin.CREATOR, THEN, 1), i -> "racing"))
                .containsOnly("done");
        assertThat(Collections.frequency(NODES.eventsOf(balance), "PayoutAllocated"))
                .isEqualTo(1);
    }
}

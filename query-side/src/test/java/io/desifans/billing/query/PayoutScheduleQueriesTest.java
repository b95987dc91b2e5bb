package io.desifans.billing.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutScheduleChosen;
import io.desifans.billing.BalanceEvent.ScheduledPayoutSkipped;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PayoutSchedule;
import io.desifans.query.QuerySideTest;
import io.desifans.query.Sales;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PayoutScheduleQueriesTest extends QuerySideTest {

    private static final Instant FIRST = Instant.parse("2026-02-02T00:00:00.000Z");
    private static final Instant SECOND = Instant.parse("2026-02-09T00:00:00.000Z");
    private static final String OWN = "/api/v1/creators/me/payout-schedule";

    @Test
    void a_creator_reads_when_they_are_paid_out_and_why_they_were_not() {
        Person creator = creator("Asha", unusedName());
        JsonNode manual = get(OWN, creator).json();
        assertThat(manual.get("schedule").asString()).isEqualTo("manual");
        assertThat(manual.get("nextAt").isNull()).isTrue();
        assertThat(manual.get("last").isNull()).isTrue();
        assertThat(get(OWN, user("Ravi")).status()).isEqualTo(404);

        happened.events(
                new PayoutScheduleChosen(creator.id(), PayoutSchedule.WEEKLY),
                new ScheduledPayoutSkipped(creator.id(), FIRST, "BELOW_THRESHOLD"));
        JsonNode weekly = get(OWN, creator).json();
        assertThat(weekly.get("schedule").asString()).isEqualTo("weekly");
        assertThat(weekly.get("nextAt").asString()).endsWith("T00:00:00.000Z");
        assertThat(weekly.at("/last/skipped").asString()).isEqualTo("BELOW_THRESHOLD");
        assertThat(weekly.at("/last/dueAt").asString())
                .isEqualTo(FIRST.toString().replace("00Z", "00.000Z"));
    }

    @Test
    void admins_read_what_came_of_every_time_page_by_page() {
        Person creator = creator("Asha", unusedName());
        Person other = creator("Meera", unusedName());
        Person admin = user("Admin", "user,admin");
        UUID payout = UUID.randomUUID();
        happened.events(
                new ScheduledPayoutSkipped(creator.id(), FIRST, "BANK_DETAILS_MISSING"),
                allocated(creator, UUID.randomUUID(), PayoutOrigin.CREATOR, 1),
                allocated(creator, payout, PayoutOrigin.SCHEDULE, 1),
                allocated(creator, UUID.randomUUID(), PayoutOrigin.SCHEDULE, 2),
                new ScheduledPayoutSkipped(other.id(), SECOND, "BELOW_THRESHOLD"));
        String all = "/api/v1/admin/scheduled-payouts";
        Answer newest = get(all + "?limit=1", admin);
        assertThat(newest.each("/creatorId")).containsExactly(other.id());
        assertThat(get(all + "?limit=1&cursor=" + newest.nextCursor(), admin).each("/payoutId"))
                .containsExactly(payout.toString());
        Answer own = get(all + "?creator=" + creator.id(), admin);
        assertThat(own.each("/creatorId")).containsExactly(creator.id(), creator.id());
        assertThat(own.json().at("/items/0/skipped").isNull()).isTrue();
        assertThat(own.json().at("/items/1/skipped").asString()).isEqualTo("BANK_DETAILS_MISSING");
        assertThat(get(all, creator).status()).isEqualTo(403);
    }

    private static PayoutAllocated allocated(Person creator, UUID payoutId, PayoutOrigin origin, int part) {
        return new PayoutAllocated(
                creator.id(),
                payoutId,
                origin,
                List.of(Sales.item(UUID.randomUUID())),
                Sales.AMOUNT,
                Sales.FEE,
                Sales.NET,
                FIRST,
                SECOND,
                part,
                2);
    }
}

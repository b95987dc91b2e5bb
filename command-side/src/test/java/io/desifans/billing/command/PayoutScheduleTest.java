package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.EarningCredited;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BalanceEvent.PayoutScheduleChosen;
import io.desifans.billing.BalanceEvent.ScheduledPayoutSkipped;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.PayoutSchedule;
import io.desifans.billing.command.BalanceCommand.ChoosePayoutSchedule;
import io.desifans.billing.command.BalanceCommand.PayOutOnSchedule;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.identity.UserEvent.UserBanned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutScheduleTest {

    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final Instant THEN = Instant.parse("2026-02-02T00:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-02-09T00:00:00Z");
    private static final PayOutOnSchedule DUE = new PayOutOnSchedule(ASHA, MONDAY, 100_000);
    private static final PayoutScheduleChosen WEEKLY = new PayoutScheduleChosen(ASHA, PayoutSchedule.WEEKLY);
    private static final PayoutScheduleChosen MANUAL = new PayoutScheduleChosen(ASHA, PayoutSchedule.MANUAL);
    private static final ScheduledPayoutSkipped TOO_LITTLE =
            new ScheduledPayoutSkipped(ASHA, MONDAY, "BELOW_THRESHOLD");

    private final Past past = Past.ofFourUsers()
            .and(new BankDetailsChanged(
                    ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"));

    @Test
    void a_creator_chooses_and_what_is_chosen_already_changes_nothing() {
        fixture()
                .givenNoPriorActivity()
                .when(new ChoosePayoutSchedule(ASHA, PayoutSchedule.MANUAL))
                .expectNoEvents();
        fixture()
                .givenNoPriorActivity()
                .when(new ChoosePayoutSchedule(ASHA, PayoutSchedule.WEEKLY))
                .expectEvents(WEEKLY);
        fixture()
                .given(WEEKLY)
                .when(new ChoosePayoutSchedule(ASHA, PayoutSchedule.MANUAL))
                .expectEvents(MANUAL);
        fixture()
                .givenNoPriorActivity()
                .when(new ChoosePayoutSchedule(RAVI, PayoutSchedule.WEEKLY))
                .expectException(Refusal.of(403, "NOT_A_CREATOR"));
    }

    @Test
    void what_is_due_is_paid_out_once_and_only_to_whom_wishes_it() {
        PayoutAllocated paid = new PayoutAllocated(
                ASHA,
                DUE.request().payoutId(),
                PayoutOrigin.SCHEDULE,
                List.of(new AllocatedItem(PAYMENT, 200_000, 20_000, 180_000)),
                200_000,
                20_000,
                180_000,
                MONDAY,
                MONDAY,
                1,
                1);
        fixture().given(WEEKLY, credited(200_000)).when(DUE).expectEvents(paid);
        fixture().given(WEEKLY, credited(200_000), paid).when(DUE).expectNoEvents();
        fixture().given(WEEKLY, MANUAL, credited(200_000)).when(DUE).expectNoEvents();
        fixture().given(credited(200_000)).when(DUE).expectNoEvents();
    }

    @Test
    void why_nothing_was_paid_out_is_told_once() {
        fixture().given(WEEKLY, credited(20_000)).when(DUE).expectEvents(TOO_LITTLE);
        fixture().given(WEEKLY, TOO_LITTLE, credited(200_000)).when(DUE).expectNoEvents();
        past.and(new BankDetailsChanged(ASHA, null, null, null, null, null, null, null));
        fixture()
                .given(WEEKLY, credited(200_000))
                .when(DUE)
                .expectEvents(new ScheduledPayoutSkipped(ASHA, MONDAY, "BANK_DETAILS_MISSING"));
    }

    @Test
    void a_banned_creator_is_told_and_of_one_who_is_gone_nothing_is_kept() {
        past.and(new UserBanned(ASHA, "Fraud", null, Past.ADMIN));
        fixture()
                .given(WEEKLY, credited(200_000))
                .when(DUE)
                .expectEvents(new ScheduledPayoutSkipped(ASHA, MONDAY, "ACCOUNT_BANNED"));
        past.and(Past.deleted(ASHA));
        fixture()
                .given(WEEKLY, credited(200_000))
                .when(DUE)
                .expectNoEvents()
                .expectException(Refusal.of(403, "ACCOUNT_DELETED"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-08T23:59:59.999Z, 2026-02-09T00:00:00Z, 2026-02-02T00:00:00Z",
        "2026-02-09T00:00:00Z, 2026-02-16T00:00:00Z, 2026-02-09T00:00:00Z",
        "2026-02-10T12:00:00Z, 2026-02-16T00:00:00Z, 2026-02-09T00:00:00Z",
        "2026-12-31T12:00:00Z, 2027-01-04T00:00:00Z, 2026-12-28T00:00:00Z",
    })
    void a_week_begins_on_monday_in_utc(Instant now, Instant next, Instant last) {
        assertThat(PayoutSchedule.WEEKLY.nextAfter(now)).contains(next);
        assertThat(PayoutSchedule.WEEKLY.lastUntil(now)).contains(last);
        assertThat(PayoutSchedule.MANUAL.nextAfter(now)).isEmpty();
    }

    private static EarningCredited credited(long gross) {
        return new EarningCredited(ASHA, PAYMENT, gross, gross / 10, gross - gross / 10, THEN, THEN);
    }

    private AggregateTestFixture<CreatorBalance> fixture() {
        return past.fixture(CreatorBalance.class);
    }
}

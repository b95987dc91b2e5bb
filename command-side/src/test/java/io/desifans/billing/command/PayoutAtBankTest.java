package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;

import io.desifans.Event;
import io.desifans.billing.AccountType;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BankDetails;
import io.desifans.billing.BankStatus;
import io.desifans.billing.PayoutEvent.PayoutAnomalyRecorded;
import io.desifans.billing.PayoutEvent.PayoutAttemptFailed;
import io.desifans.billing.PayoutEvent.PayoutAttemptStarted;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.FailPayoutAttempt;
import io.desifans.billing.command.PayoutCommand.GiveUpPayout;
import io.desifans.billing.command.PayoutCommand.RecordBankTransfer;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.SchedulePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.billing.command.PayoutCommand.StartPayoutAttempt;
import io.desifans.command.Past;
import io.desifans.command.StateTable;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** A payout that the bank is asked for. */
class PayoutAtBankTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final Instant THEN = Instant.parse("2020-02-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final long NET = 180_000;
    private static final List<AllocatedItem> ITEMS =
            List.of(new AllocatedItem(UUID.fromString("0199a000-0000-7000-8000-000000000002"), 200_000, 20_000, NET));
    private static final BankDetails DETAILS =
            new BankDetails("ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, AccountType.SAVINGS);
    private static final PayoutScheduled SCHEDULED =
            new PayoutScheduled(ID, ASHA, PayoutOrigin.CREATOR, ITEMS, 200_000, 20_000, NET, THEN, THEN, 1, 1);
    private static final PayoutProcessing PROCESSING = new PayoutProcessing(ID, ASHA, DETAILS);
    private static final PayoutAttemptStarted ASKED = new PayoutAttemptStarted(ID, ASHA, 1);
    private static final PayoutAttemptFailed UNANSWERED = new PayoutAttemptFailed(ID, ASHA, 1, LATER);
    private static final PayoutCompleted COMPLETED = new PayoutCompleted(ID, ASHA, "UTR1");
    private static final PayoutFailed FAILED = new PayoutFailed(ID, ASHA, "Closed");
    private static final PayoutReversed REVERSED = new PayoutReversed(ID, ASHA, LATER, "Closed");

    @Test
    void p14_every_command_in_every_state_of_a_payout() {
        StateTable.holds(
                """
                command         | none             | pending                       | processing                     | asked                            | unanswered                       | completed                     | failed                        | reversed
                schedule        | +PayoutScheduled | -                             | -                              | -                                | -                                | -                             | -                             | -
                start           | 404              | +PayoutProcessing             | -                              | -                                | -                                | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION
                ask             | 404              | 409 INVALID_PAYOUT_TRANSITION | +PayoutAttemptStarted          | -                                | -                                | -                             | -                             | -
                ask again       | 404              | 409 INVALID_PAYOUT_TRANSITION | +PayoutAttemptStarted          | +PayoutAttemptStarted            | +PayoutAttemptStarted            | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION
                no answer       | 404              | -                             | -                              | +PayoutAttemptFailed             | -                                | -                             | -                             | -
                bank: pending   | 404              | -                             | -                              | -                                | -                                | -                             | -                             | -
                bank: paid      | 404              | +PayoutAnomalyRecorded        | +PayoutCompleted               | +PayoutCompleted                 | +PayoutCompleted                 | -                             | +PayoutAnomalyRecorded        | -
                bank: failed    | 404              | +PayoutAnomalyRecorded        | +PayoutFailed                  | +PayoutFailed                    | +PayoutFailed                    | +PayoutAnomalyRecorded        | -                             | +PayoutAnomalyRecorded
                bank: reversed  | 404              | +PayoutAnomalyRecorded        | +PayoutCompleted+PayoutReversed | +PayoutCompleted+PayoutReversed | +PayoutCompleted+PayoutReversed  | +PayoutReversed               | -                             | -
                bank: less      | 404              | +PayoutAnomalyRecorded        | +PayoutAnomalyRecorded         | +PayoutAnomalyRecorded           | +PayoutAnomalyRecorded           | +PayoutAnomalyRecorded        | +PayoutAnomalyRecorded        | +PayoutAnomalyRecorded
                give up         | 404              | 409 INVALID_PAYOUT_TRANSITION | +PayoutFailed                  | +PayoutFailed                    | +PayoutFailed                    | 409 INVALID_PAYOUT_TRANSITION | -                             | 409 INVALID_PAYOUT_TRANSITION
                complete        | 404              | 409 INVALID_PAYOUT_TRANSITION | +PayoutCompleted               | 409 PAYOUT_AT_BANK               | 409 PAYOUT_AT_BANK               | -                             | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION
                fail            | 404              | +PayoutFailed                 | +PayoutFailed                  | 409 PAYOUT_AT_BANK               | 409 PAYOUT_AT_BANK               | 409 INVALID_PAYOUT_TRANSITION | -                             | 409 INVALID_PAYOUT_TRANSITION
                reverse         | 404              | 409 INVALID_PAYOUT_TRANSITION | 409 INVALID_PAYOUT_TRANSITION  | 409 INVALID_PAYOUT_TRANSITION    | 409 INVALID_PAYOUT_TRANSITION    | +PayoutReversed               | 409 INVALID_PAYOUT_TRANSITION | -""", state -> fixture(true).given(events(state)), PayoutAtBankTest::command, PayoutCommand.class);
    }

    private static List<Event> events(String state) {
        return switch (state) {
            case "none" -> List.of();
            case "pending" -> List.of(SCHEDULED);
            case "processing" -> List.of(SCHEDULED, PROCESSING);
            case "asked" -> List.of(SCHEDULED, PROCESSING, ASKED);
            case "unanswered" -> List.of(SCHEDULED, PROCESSING, ASKED, UNANSWERED);
            case "completed" -> List.of(SCHEDULED, PROCESSING, ASKED, COMPLETED);
            case "failed" -> List.of(SCHEDULED, PROCESSING, ASKED, FAILED);
            case "reversed" -> List.of(SCHEDULED, PROCESSING, ASKED, COMPLETED, REVERSED);
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static PayoutCommand command(String name) {
        return switch (name) {
            case "schedule" -> new SchedulePayout(ID, ASHA);
            case "start" -> new StartPayout(ID, LATER);
            case "ask" -> new StartPayoutAttempt(ID, 1);
            case "ask again" -> new StartPayoutAttempt(ID, 2);
            case "no answer" -> new FailPayoutAttempt(ID, 1, LATER);
            case "bank: pending" -> told(BankStatus.PROCESSING, NET);
            case "bank: paid" -> told(BankStatus.COMPLETED, NET);
            case "bank: failed" -> told(BankStatus.FAILED, NET);
            case "bank: reversed" -> told(BankStatus.REVERSED, NET);
            case "bank: less" -> told(BankStatus.COMPLETED, NET - 1);
            case "give up" -> new GiveUpPayout(ID, "Closed");
            case "complete" -> new CompletePayout(ID, "UTR1");
            case "fail" -> new FailPayout(ID, "Closed");
            case "reverse" -> new ReversePayout(ID, LATER, "Closed");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static RecordBankTransfer told(BankStatus status, long amountPaise) {
        return new RecordBankTransfer(ID, status, amountPaise, "UTR1", "Closed", LATER);
    }

    @Test
    void p12_what_the_bank_has_sent_back_before_anybody_asked_was_paid_and_is_reversed() {
        fixture(true)
                .given(SCHEDULED, PROCESSING, ASKED)
                .when(told(BankStatus.REVERSED, NET))
                .expectEvents(COMPLETED, REVERSED);
    }

    @Test
    void what_cannot_be_is_kept_once() {
        var anomaly = new PayoutAnomalyRecorded(ID, ASHA, BankStatus.COMPLETED, NET - 1, "UTR1");
        fixture(true)
                .given(SCHEDULED, PROCESSING, ASKED)
                .when(told(BankStatus.COMPLETED, NET - 1))
                .expectEvents(anomaly);
        fixture(true)
                .given(SCHEDULED, PROCESSING, ASKED, anomaly)
                .when(told(BankStatus.COMPLETED, NET - 1))
                .expectNoEvents();
    }

    @Test
    void where_there_is_no_bank_any_more_it_is_seen_through_by_hand() {
        fixture(false)
                .given(SCHEDULED, PROCESSING, ASKED)
                .when(new CompletePayout(ID, "UTR1"))
                .expectEvents(COMPLETED);
        fixture(false)
                .given(SCHEDULED, PROCESSING, ASKED)
                .when(new FailPayout(ID, "Closed"))
                .expectEvents(FAILED);
    }

    private static AggregateTestFixture<Payout> fixture(boolean bankTells) {
        AggregateTestFixture<Payout> fixture = Past.ofFourUsers()
                .and(new PayoutAllocated(ASHA, ID, PayoutOrigin.CREATOR, ITEMS, 200_000, 20_000, NET, THEN, THEN, 1, 1))
                .and(new BankDetailsChanged(
                        ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"))
                .and(new BankDetailsVerified(ASHA))
                .fixture(Payout.class);
        fixture.registerInjectableResource(
                new PayoutRules(100_000, Duration.ofDays(7), Duration.ofHours(24), true, bankTells));
        return fixture;
    }
}

package io.desifans.billing.command;

import static io.desifans.command.Past.ADMIN;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Refusal.assertInvalid;

import io.desifans.Event;
import io.desifans.billing.AccountType;
import io.desifans.billing.AllocatedItem;
import io.desifans.billing.BalanceEvent.PayoutAllocated;
import io.desifans.billing.BankDetails;
import io.desifans.billing.PayoutEvent.PayoutCompleted;
import io.desifans.billing.PayoutEvent.PayoutFailed;
import io.desifans.billing.PayoutEvent.PayoutProcessing;
import io.desifans.billing.PayoutEvent.PayoutReversed;
import io.desifans.billing.PayoutEvent.PayoutScheduled;
import io.desifans.billing.PayoutOrigin;
import io.desifans.billing.command.PayoutCommand.CompletePayout;
import io.desifans.billing.command.PayoutCommand.FailPayout;
import io.desifans.billing.command.PayoutCommand.ReversePayout;
import io.desifans.billing.command.PayoutCommand.SchedulePayout;
import io.desifans.billing.command.PayoutCommand.StartPayout;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.creator.CreatorEvent.BankDetailsChanged;
import io.desifans.creator.CreatorEvent.BankDetailsVerified;
import io.desifans.identity.UserEvent.UserBanned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutTest {

    private static final UUID ID = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2020-02-01T00:00:00Z");
    private static final Instant LONG_AFTER = Instant.parse("2100-01-01T00:00:00Z");
    private static final List<AllocatedItem> ITEMS = List.of(
            new AllocatedItem(UUID.fromString("0199a000-0000-7000-8000-000000000002"), 200_000, 20_000, 180_000));
    private static final BankDetails DETAILS =
            new BankDetails("ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, AccountType.SAVINGS);

    private static final PayoutScheduled SCHEDULED =
            new PayoutScheduled(ID, ASHA, PayoutOrigin.CREATOR, ITEMS, 200_000, 20_000, 180_000, START, END, 1, 1);
    private static final PayoutProcessing PROCESSING = new PayoutProcessing(ID, ASHA, DETAILS);
    private static final PayoutCompleted COMPLETED = new PayoutCompleted(ID, ASHA, "UTR1");
    private static final PayoutFailed FAILED = new PayoutFailed(ID, ASHA, "Closed");
    private static final PayoutReversed REVERSED = new PayoutReversed(ID, ASHA, END, "Closed");

    private PayoutRules rules = new PayoutRules(100_000, Duration.ofDays(7), Duration.ofHours(24), true, true);
    private final Past past = Past.ofFourUsers()
            .and(new PayoutAllocated(ASHA, ID, PayoutOrigin.CREATOR, ITEMS, 200_000, 20_000, 180_000, START, END, 1, 1))
            .and(new BankDetailsChanged(
                    ASHA, "ABCDE1234F", "123456789", "HDFC0000001", null, "Asha Rao", null, "savings"));

    @Test
    void nothing_is_paid_out_to_a_banned_creator() {
        past.and(new BankDetailsVerified(ASHA), new UserBanned(ASHA, "Fraud", null, ADMIN));
        fixture()
                .given(SCHEDULED)
                .when(new StartPayout(ID, LONG_AFTER))
                .expectNoEvents()
                .expectException(Refusal.of(409, "CREATOR_BANNED"));
        fixture().given(SCHEDULED).when(new FailPayout(ID, "Closed")).expectEvents(FAILED);
    }

    /** {@code +} is the event of the command, {@code -} is nothing, 404 is said where there is none, {@code x} is refused. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command        | none | pending | processing | completed | failed | reversed",
                "schedule       | +    | -       | -          | -         | -      | -",
                "start          | 404  | +       | -          | x         | x      | x",
                "complete       | 404  | x       | +          | -         | x      | x",
                "complete other | 404  | x       | +          | x         | x      | x",
                "fail           | 404  | +       | +          | x         | -      | x",
                "fail other     | 404  | +       | +          | x         | x      | x",
                "reverse        | 404  | x       | x          | +         | x      | -",
                "reverse other  | 404  | x       | x          | +         | x      | -",
            })
    void p14_what_a_person_does_in_every_state(
            String command,
            String none,
            String pending,
            String processing,
            String completed,
            String failed,
            String reversed) {
        past.and(new BankDetailsVerified(ASHA));
        expect(fixture().givenNoPriorActivity(), command, none);
        expect(fixture().given(SCHEDULED), command, pending);
        expect(fixture().given(SCHEDULED, PROCESSING), command, processing);
        expect(fixture().given(SCHEDULED, PROCESSING, COMPLETED), command, completed);
        expect(fixture().given(SCHEDULED, PROCESSING, FAILED), command, failed);
        expect(fixture().given(SCHEDULED, FAILED), command, failed);
        expect(fixture().given(SCHEDULED, PROCESSING, COMPLETED, REVERSED), command, reversed);
    }

    private static void expect(TestExecutor<Payout> given, String command, String outcome) {
        ResultValidator<Payout> result = given.when(command(command));
        switch (outcome) {
            case "+" -> result.expectEvents(event(command));
            case "-" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            case "404" -> result.expectException(AggregateNotFoundException.class);
            default -> result.expectException(Refusal.of(409, "INVALID_PAYOUT_TRANSITION"));
        }
    }

    private static Object command(String name) {
        return switch (name) {
            case "schedule" -> new SchedulePayout(ID, ASHA);
            case "start" -> new StartPayout(ID, LONG_AFTER);
            case "complete" -> new CompletePayout(ID, "UTR1");
            case "complete other" -> new CompletePayout(ID, "UTR2");
            case "fail" -> new FailPayout(ID, "Closed");
            case "fail other" -> new FailPayout(ID, "Other");
            case "reverse" -> new ReversePayout(ID, END, "Closed");
            case "reverse other" -> new ReversePayout(ID, LONG_AFTER, "Other");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Event event(String command) {
        return switch (command) {
            case "schedule" -> SCHEDULED;
            case "start" -> PROCESSING;
            case "complete" -> COMPLETED;
            case "complete other" -> new PayoutCompleted(ID, ASHA, "UTR2");
            case "fail" -> FAILED;
            case "fail other" -> new PayoutFailed(ID, ASHA, "Other");
            case "reverse" -> REVERSED;
            case "reverse other" -> new PayoutReversed(ID, ASHA, LONG_AFTER, "Other");
            default -> throw new IllegalArgumentException(command);
        };
    }

    @Test
    void nothing_is_scheduled_that_the_balance_has_not_set_aside() {
        UUID other = UUID.fromString("0199a000-0000-7000-8000-0000000000ff");
        fixture()
                .givenNoPriorActivity()
                .when(new SchedulePayout(other, ASHA))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void nothing_is_sent_to_an_account_that_is_missing_unverified_or_new() {
        var start = new StartPayout(ID, LONG_AFTER);
        fixture().given(SCHEDULED).when(start).expectException(Refusal.of(409, "BANK_DETAILS_NOT_VERIFIED"));
        past.and(new BankDetailsVerified(ASHA));
        fixture()
                .given(SCHEDULED)
                .when(new StartPayout(ID, START))
                .expectException(Refusal.of(409, "BANK_DETAILS_CHANGED_RECENTLY"));
        past.and(new BankDetailsChanged(ASHA, null, null, null, null, null, null, null));
        fixture().given(SCHEDULED).when(start).expectException(Refusal.of(409, "BANK_DETAILS_MISSING"));
    }

    @Test
    void a_payout_to_somebody_who_is_gone_still_finds_its_end() {
        past.and(Past.deleted(ASHA));
        fixture()
                .given(SCHEDULED, PROCESSING)
                .when(new FailPayout(ID, "Closed"))
                .expectEvents(new PayoutFailed(ID, ASHA, null));
        fixture()
                .given(SCHEDULED, PROCESSING)
                .when(new CompletePayout(ID, "UTR1"))
                .expectEvents(COMPLETED);
        fixture()
                .given(SCHEDULED, PROCESSING, COMPLETED)
                .when(new ReversePayout(ID, END, "Closed"))
                .expectEvents(new PayoutReversed(ID, ASHA, END, null));
    }

    @Test
    void an_operator_may_ask_for_no_verification() {
        rules = new PayoutRules(100, Duration.ZERO, Duration.ZERO, false, true);
        fixture().given(SCHEDULED).when(new StartPayout(ID, LONG_AFTER)).expectEvents(PROCESSING);
    }

    @Test
    void a_reference_and_a_reason_are_asked_for() {
        assertInvalid("bankReference", () -> new CompletePayout(ID, null));
        assertInvalid("bankReference", () -> new CompletePayout(ID, " "));
        assertInvalid("bankReference", () -> new CompletePayout(ID, "x".repeat(101)));
        assertInvalid("reason", () -> new FailPayout(ID, ""));
        assertInvalid("reason", () -> new FailPayout(ID, "x".repeat(501)));
    }

    private AggregateTestFixture<Payout> fixture() {
        AggregateTestFixture<Payout> fixture = past.fixture(Payout.class);
        fixture.registerInjectableResource(rules);
        return fixture;
    }
}

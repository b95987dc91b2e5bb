package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.RenewalChange;
import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GatewaySubscriptionObserved;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.RenewalChangeAnswered;
import io.desifans.billing.SubscriptionEvent.RenewalChangeRequested;
import io.desifans.billing.SubscriptionEvent.SubscriptionExpired;
import io.desifans.billing.SubscriptionEvent.SubscriptionStatusChanged;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.billing.command.SubscriptionCommand.AnswerRenewalChange;
import io.desifans.billing.command.SubscriptionCommand.ChangeRenewal;
import io.desifans.billing.command.SubscriptionCommand.EndRenewal;
import io.desifans.billing.command.SubscriptionCommand.ExpireSubscription;
import io.desifans.billing.command.SubscriptionCommand.ObserveRenewal;
import io.desifans.command.Command;
import io.desifans.command.EveryCommand;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gateway, the fan and the time make of a subscription that is paid for again and again. */
class RenewalTest {

    static final UUID ID = DerivedId.of("subscriptions", RAVI, TIER.toString());
    static final Instant BEGIN = Instant.parse("2026-01-31T10:00:00.000Z");
    static final Instant END = Instant.parse("2026-02-28T10:00:00.000Z");
    static final GrantAdded GRANTED =
            new GrantAdded(ID, DerivedId.of("customers", RAVI), RAVI, ASHA, TIER, PAYMENT, 1, BEGIN, BEGIN, END, true);

    private final Past past = Past.ofFourUsers();

    private static GatewaySubscriptionObserved seen(String status) {
        boolean cancelling = status.equals("cancelling");
        return new GatewaySubscriptionObserved(
                ID, "sub_1", RAVI, ASHA, TIER, PAYMENT, status(cancelling ? "active" : status), cancelling, null);
    }

    private static SubscriptionStatusChanged shown(String status) {
        return new SubscriptionStatusChanged(ID, RAVI, ASHA, TIER, status(status));
    }

    private static SubscriptionExpired over(String status) {
        return new SubscriptionExpired(ID, RAVI, ASHA, TIER, END, status(status));
    }

    static SubscriptionStatus status(String label) {
        return SubscriptionStatus.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static UUID request(int number) {
        return DerivedId.of("RenewalChange", ID.toString(), String.valueOf(number));
    }

    private static RenewalChangeRequested asked(int number, RenewalChange change) {
        return new RenewalChangeRequested(ID, request(number), "sub_1", RAVI, ASHA, TIER, change);
    }

    static List<SubscriptionEvent> given(String state) {
        return switch (state) {
            case "none" -> List.of();
            case "once" -> List.of(GRANTED);
            case "renewing" -> List.of(GRANTED, seen("active"));
            case "ending" -> List.of(GRANTED, seen("cancelling"));
            case "behind" -> List.of(GRANTED, seen("past_due"), shown("past_due"));
            case "paused" -> List.of(GRANTED, seen("paused"), shown("paused"));
            case "asked" -> List.of(GRANTED, seen("active"), asked(0, RenewalChange.CANCEL_AT_PERIOD_END));
            case "ended" -> List.of(GRANTED, seen("cancelled"), shown("cancelled"));
            default -> List.of(GRANTED, over("expired"));
        };
    }

    private static Command command(String name) {
        return command(name, BEGIN.plusSeconds(60));
    }

    private static Command command(String name, Instant now) {
        return switch (name) {
            case "cancel" -> new ChangeRenewal(ID, RAVI, RenewalChange.CANCEL_AT_PERIOD_END);
            case "keep" -> new ChangeRenewal(ID, RAVI, RenewalChange.KEEP);
            case "pause" -> new ChangeRenewal(ID, RAVI, RenewalChange.PAUSE);
            case "resume" -> new ChangeRenewal(ID, RAVI, RenewalChange.RESUME);
            case "done" -> new AnswerRenewalChange(ID, request(0), null);
            case "refused" -> new AnswerRenewalChange(ID, request(0), "NO");
            case "end" -> new EndRenewal(ID, null, false);
            case "end this" -> new EndRenewal(ID, PAYMENT, true);
            case "end other" -> new EndRenewal(ID, ID, true);
            case "end now" -> new EndRenewal(ID, null, true);
            case "time" -> new ExpireSubscription(ID, END);
            case "early" -> new ExpireSubscription(ID, END.minusMillis(1));
            default -> observe(name, now);
        };
    }

    static ObserveRenewal observe(String status, Instant now) {
        var seen = seen(status);
        return new ObserveRenewal(
                RAVI, TIER, ASHA, PAYMENT, "sub_1", seen.gatewayStatus(), seen.cancelsAtPeriodEnd(), null, now);
    }

    /** {@code -} is nothing, {@code S} seen, and what is shown then; {@code X} over; {@code ?} asked, {@code A} answered; else a refusal. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '|',
            value = {
                "command    | none | once         | renewing               | ending       | behind                 | paused                 | asked        | ended        | over",
                "pending    | S    | S            | S                      | S            | S                      | S                      | S            | -            | S",
                "active     | S    | S            | -                      | S            | S active               | S active               | -            | -            | S active",
                "past_due   | S    | S past_due   | S past_due             | S past_due   | -                      | S past_due             | S past_due   | -            | S past_due",
                "on_hold    | S    | S on_hold    | S on_hold              | S on_hold    | S on_hold              | S on_hold              | S on_hold    | -            | S on_hold",
                "paused     | S    | S paused     | S paused               | S paused     | S paused               | -                      | S paused     | -            | S paused",
                "cancelled  | S    | S cancelled  | S cancelled            | S cancelled  | S cancelled            | S cancelled            | S cancelled  | -            | S cancelled",
                "failed     | S    | S            | S                      | S            | S                      | S                      | S            | -            | S failed",
                "expired    | S    | S expired    | S expired              | S expired    | S expired              | S expired              | S expired    | -            | S",
                "cancelling | S    | S            | S                      | -            | S active               | S active               | S            | -            | S active",
                "cancel     | 404  | NOT_RENEWING | ? cancel_at_period_end | -            | ? cancel_at_period_end | ? cancel_at_period_end | -            | NOT_RENEWING | NOT_RENEWING",
                "keep       | 404  | NOT_RENEWING | -                      | ? keep       | -                      | -                      | ? keep       | NOT_RENEWING | NOT_RENEWING",
                "pause      | 404  | NOT_RENEWING | ? pause                | ? pause      | NOT_ACTIVE             | -                      | ? pause      | NOT_RENEWING | NOT_RENEWING",
                "resume     | 404  | NOT_RENEWING | -                      | -            | NOT_PAUSED             | ? resume               | -            | NOT_RENEWING | NOT_RENEWING",
                "done       | 404  | -            | -                      | -            | -                      | -                      | A            | -            | -",
                "refused    | 404  | -            | -                      | -            | -                      | -                      | A NO         | -            | -",
                "end        | 404  | -            | ? cancel_at_period_end | -            | ? cancel_at_period_end | ? cancel_at_period_end | -            | -            | -",
                "end now    | 404  | -            | ? cancel_now           | ? cancel_now | ? cancel_now           | ? cancel_now           | ? cancel_now | -            | -",
                "end this   | 404  | -            | ? cancel_now           | ? cancel_now | ? cancel_now           | ? cancel_now           | ? cancel_now | -            | -",
                "end other  | 404  | - | - | - | - | - | - | - | -",
                "time       | 404  | X expired    | -                      | X cancelled  | -                      | -                      | -            | X cancelled  | -",
                "early      | 404  | -            | -                      | -            | -                      | -                      | -            | -            | -",
            })
    void every_command_in_every_state(
            String command,
            String none,
            String once,
            String renewing,
            String ending,
            String behind,
            String paused,
            String asked,
            String ended,
            String over) {
        expect("none", command, none);
        expect("once", command, once);
        expect("renewing", command, renewing);
        expect("ending", command, ending);
        expect("behind", command, behind);
        expect("paused", command, paused);
        expect("asked", command, asked);
        expect("ended", command, ended);
        expect("over", command, over);
    }

    @Test
    void the_table_has_a_row_for_every_command() {
        EveryCommand.hasARow(getClass(), RenewalTest::command, SubscriptionCommand.class);
    }

    private void expect(String state, String name, String outcome) {
        Instant now = state.equals("over") ? END.plusSeconds(60) : BEGIN.plusSeconds(60);
        ResultValidator<Entitlement> result =
                past.fixture(Entitlement.class).given(given(state)).when(command(name, now));
        String[] words = outcome.split(" ");
        switch (words[0]) {
            case "404" -> result.expectException(AggregateNotFoundException.class);
            case "-" -> result.expectSuccessfulHandlerExecution().expectNoEvents();
            case "X" -> result.expectEvents(over(words[1]));
            case "?" ->
                result.expectEvents(
                        asked(state.equals("asked") ? 1 : 0, RenewalChange.valueOf(words[1].toUpperCase(Locale.ROOT))));
            case "A" ->
                result.expectEvents(new RenewalChangeAnswered(
                        ID,
                        request(0),
                        RAVI,
                        ASHA,
                        TIER,
                        RenewalChange.CANCEL_AT_PERIOD_END,
                        words.length == 1 ? null : words[1]));
            case "S" -> {
                if (words.length == 1) result.expectEvents(seen(name));
                else result.expectEvents(seen(name), shown(words[1]));
            }
            default -> result.expectException(Refusal.of(409, outcome));
        }
    }

    @Test
    void nobody_changes_another_ones_subscription() {
        past.fixture(Entitlement.class)
                .given(given("renewing"))
                .when(new ChangeRenewal(ID, Past.MINA, RenewalChange.PAUSE))
                .expectException(Refusal.of(404, "NOT_FOUND"));
    }
}

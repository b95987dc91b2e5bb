package io.desifans.billing.command;

import static io.desifans.billing.command.RenewalTest.BEGIN;
import static io.desifans.billing.command.RenewalTest.END;
import static io.desifans.billing.command.RenewalTest.GRANTED;
import static io.desifans.billing.command.RenewalTest.ID;
import static io.desifans.billing.command.RenewalTest.given;
import static io.desifans.billing.command.RenewalTest.observe;
import static io.desifans.billing.command.RenewalTest.status;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;
import static org.assertj.core.api.Assertions.assertThat;

import io.desifans.billing.SubscriptionEvent;
import io.desifans.billing.SubscriptionEvent.GrantAdded;
import io.desifans.billing.SubscriptionEvent.SubscriptionExpired;
import io.desifans.billing.SubscriptionStatus;
import io.desifans.billing.command.EntitlementCommand.AddGrant;
import io.desifans.billing.command.SubscriptionCommand.ExpireSubscription;
import io.desifans.command.Command;
import io.desifans.command.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two years make of a subscription that is paid for again and again, and in which order they do. */
class RenewalCourseTest {

    private final Past past = Past.ofFourUsers();

    /**
     * {@code g} is a renewal at the end of what is paid for, {@code -} two days before, {@code +} three days after;
     * {@code t} is the timer at that end, {@code w} a wait of a year; anything else is what the gateway is seen to say.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active gggggggggggggggggggggggg t                  | active    | 2028-02-29T10:00:00Z",
                "active g past_due +                                | past_due  | 2026-05-03T10:00:00Z",
                "active ggg past_due t active g                     | active    | 2026-06-30T10:00:00Z",
                "active --------                                    | active    | 2026-10-31T10:00:00Z",
                "active gg+                                         | active    | 2026-06-03T10:00:00Z",
                "active g on_hold t w                               | on_hold   | 2026-03-31T10:00:00Z",
                "active g paused t w active g                       | active    | 2027-04-30T10:00:00Z",
                "active g cancelling t cancelled w                  | cancelled | 2026-03-31T10:00:00Z",
                "active g cancelled t w                             | cancelled | 2026-03-31T10:00:00Z",
                "active g cancelling active t g                     | active    | 2026-04-30T10:00:00Z",
                "active g t expired w                               | expired   | 2026-03-31T10:00:00Z",
                "active g expired t                                 | expired   | 2026-03-31T10:00:00Z",
                "failed t                                           | expired   | 2026-02-28T10:00:00Z",
                "t failed                                           | failed    | 2026-02-28T10:00:00Z",
                "t                                                  | expired   | 2026-02-28T10:00:00Z",
                "t w g t                                            | expired   | 2027-03-28T10:00:00Z",
            })
    void p7_two_years_of_each_course_of_a_subscription(String script, String status, Instant end) {
        List<SubscriptionEvent> history = new ArrayList<>(List.of(GRANTED));
        Instant now = BEGIN;
        for (String step : script.split(" (?=[a-z+-])|(?<=[g+-])(?=[g+-])")) {
            Instant paidUntil = chain(history).end();
            now = switch (step) {
                case "g" -> now.isAfter(paidUntil) ? now : paidUntil;
                case "-" -> paidUntil.minus(Duration.ofDays(2));
                case "+" -> paidUntil.plus(Duration.ofDays(3));
                case "t" -> paidUntil;
                case "w" -> now.plus(Duration.ofDays(365));
                default -> now;
            };
            history.addAll(after(history, step, now));
        }
        assertThat(shown(history)).isEqualTo(status(status));
        assertThat(chain(history).end()).isEqualTo(end);
        assertThat(history.stream()
                        .filter(SubscriptionExpired.class::isInstance)
                        .count())
                .isLessThanOrEqualTo(2);
    }

    private List<SubscriptionEvent> after(List<SubscriptionEvent> history, String step, Instant now) {
        Command command = switch (step) {
            case "w" -> null;
            case "t" -> new ExpireSubscription(ID, now);
            case "g", "-", "+" -> new AddGrant(RAVI, TIER, ASHA, UUID.randomUUID(), 1, now, PAYMENT);
            default -> observe(step, now);
        };
        if (command == null) return List.of();
        var fixture = past.fixture(Entitlement.class);
        fixture.given(history).when(command).expectSuccessfulHandlerExecution();
        return fixture.getEventStore()
                .readEvents(ID.toString())
                .asStream()
                .skip(history.size())
                .<SubscriptionEvent>map(message -> (SubscriptionEvent) message.getPayload())
                .toList();
    }

    private static MonthChain chain(List<SubscriptionEvent> history) {
        MonthChain chain = MonthChain.NONE;
        for (SubscriptionEvent event : history)
            if (event instanceof GrantAdded e) chain = chain.plus(e.months(), e.anchor());
        return chain;
    }

    /** Whichever comes first, the payment or what the gateway is seen to say. */
    @ParameterizedTest
    @CsvSource({"active", "past_due", "on_hold", "paused", "cancelled", "expired", "failed", "cancelling"})
    void a_payment_and_a_sight_of_the_gateway_come_to_the_same_in_either_order(String status) {
        Instant early = END.minus(Duration.ofDays(1));
        var add = new AddGrant(RAVI, TIER, ASHA, UUID.randomUUID(), 1, early, PAYMENT);
        assertThat(shownAfter(add, observe(status, early))).isEqualTo(shownAfter(observe(status, early), add));
    }

    private SubscriptionStatus shownAfter(Command... commands) {
        var fixture = past.fixture(Entitlement.class);
        fixture.given(given("renewing")).when(commands[0]).expectSuccessfulHandlerExecution();
        List<Object> history = new ArrayList<>(fixture.getEventStore()
                .readEvents(ID.toString())
                .asStream()
                .<Object>map(message -> message.getPayload())
                .toList());
        var second = past.fixture(Entitlement.class);
        second.given(history).when(commands[1]).expectSuccessfulHandlerExecution();
        return shown(second.getEventStore()
                .readEvents(ID.toString())
                .asStream()
                .map(message -> (SubscriptionEvent) message.getPayload())
                .toList());
    }

    private static SubscriptionStatus shown(List<? extends SubscriptionEvent> history) {
        Renewals end = Renewals.NONE;
        for (SubscriptionEvent event : history) end = end.after(event, BEGIN);
        return end.shown();
    }
}

package io.desifans.billing.command;

import static io.desifans.billing.command.Sales.OTHER_PAYMENT;
import static io.desifans.billing.command.Sales.PAYMENT;
import static io.desifans.billing.command.Sales.PRICE;
import static io.desifans.billing.command.Sales.TIER;
import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentEvent.RenewalAgreed;
import io.desifans.billing.PaymentEvent.RenewalPlanChanged;
import io.desifans.billing.PaymentType;
import io.desifans.billing.command.PaymentCommand.ChangeRenewalPlan;
import io.desifans.billing.command.PaymentCommand.InitiateRenewal;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** What renews as something else from now on. */
class PlanChangeTest {

    private static final UUID BETTER = UUID.fromString("0199a000-0000-7000-8000-0000000000b9");
    private static final PaymentInitiated BEGUN = initiated(PAYMENT, TIER, 1, PRICE, 490);
    private static final RenewalAgreed AGREED = new RenewalAgreed(PAYMENT, RAVI, null);
    private static final RenewalPlanChanged CHANGED =
            new RenewalPlanChanged(PAYMENT, RAVI, ASHA, BETTER, "Gold", 3, 9904);

    @Test
    void it_is_changed_once_and_may_be_changed_back() {
        given().when(change(BETTER, 3, 9904)).expectEvents(CHANGED);
        given(CHANGED)
                .when(change(BETTER, 3, 9904))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        given().when(change(TIER, 1, PRICE)).expectSuccessfulHandlerExecution().expectNoEvents();
        given(CHANGED)
                .when(change(TIER, 1, PRICE))
                .expectEvents(new RenewalPlanChanged(PAYMENT, RAVI, ASHA, TIER, "Gold", 1, PRICE));
        given().when(change(UUID.randomUUID(), 1, PRICE)).expectException(Refusal.of(404, "NOT_FOUND"));
    }

    @Test
    void the_next_renewal_is_for_what_it_was_changed_to() {
        past().and(BEGUN, AGREED, CHANGED)
                .fixture(Payment.class)
                .given(List.of())
                .when(new InitiateRenewal(OTHER_PAYMENT, RAVI, PAYMENT))
                .expectEvents(
                        initiated(OTHER_PAYMENT, BETTER, 3, 9904, 990),
                        new RenewalAgreed(OTHER_PAYMENT, RAVI, PAYMENT));
    }

    private static ChangeRenewalPlan change(UUID tier, int months, long amountPaise) {
        return new ChangeRenewalPlan(PAYMENT, tier, months, amountPaise);
    }

    private static PaymentInitiated initiated(UUID payment, UUID tier, int months, long amount, long fee) {
        return new PaymentInitiated(
                payment, RAVI, ASHA, PaymentType.MEMBERSHIP, tier, "Gold", months, amount, fee, amount - fee, null);
    }

    private static Past past() {
        return Past.ofFourUsers().and(Sales.tier(TIER, PRICE, true), Sales.tier(BETTER, 3400, true));
    }

    private static TestExecutor<Payment> given(Event... after) {
        List<Event> events = new ArrayList<>(List.of(BEGUN, AGREED));
        events.addAll(List.of(after));
        return past().fixture(Payment.class).given(events);
    }
}

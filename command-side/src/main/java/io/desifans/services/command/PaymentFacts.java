package io.desifans.services.command;

import io.desifans.Event;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.command.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order needs to know of its payment.
 *
 * @param initiated null if there is no such payment
 */
record PaymentFacts(@Nullable PaymentInitiated initiated, boolean completed) {

    static PaymentFacts of(Facts facts, UUID transactionId) {
        return facts.fold(transactionId, new PaymentFacts(null, false), PaymentFacts::after);
    }

    /** What is paid for, if it is a service. */
    @Nullable
    PaymentInitiated forService() {
        return initiated != null && initiated.type() == PaymentType.SERVICE ? initiated : null;
    }

    private PaymentFacts after(Event event) {
        return switch (event) {
            case PaymentInitiated e -> new PaymentFacts(e, completed);
            case PaymentCompleted e -> new PaymentFacts(initiated, true);
            default -> this;
        };
    }
}

package io.desifans.services.command;

import io.desifans.Event;
import io.desifans.billing.DisputeEvent.DisputeOpened;
import io.desifans.billing.DisputeEvent.DisputeWon;
import io.desifans.billing.PaymentEvent.PaymentCompleted;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.command.Facts;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an order needs to know of its payment.
 *
 * @param initiated null if there is no such payment
 * @param disputes about it that are not won
 */
record PaymentFacts(@Nullable PaymentInitiated initiated, boolean completed, Set<UUID> disputes) {

    private static final PaymentFacts NONE = new PaymentFacts(null, false, Set.of());

    static PaymentFacts of(Facts facts, UUID transactionId) {
        return facts.fold(transactionId, NONE, PaymentFacts::after);
    }

    /** What is paid for, if it is a service. */
    @Nullable
    PaymentInitiated forService() {
        return initiated != null && initiated.type() == PaymentType.SERVICE ? initiated : null;
    }

    private PaymentFacts after(Event event) {
        return switch (event) {
            case PaymentInitiated e -> new PaymentFacts(e, completed, disputes);
            case PaymentCompleted e -> new PaymentFacts(initiated, true, disputes);
            case DisputeOpened e -> disputed(e.disputeId(), true);
            case DisputeWon e -> disputed(e.disputeId(), false);
            default -> this;
        };
    }

    private PaymentFacts disputed(UUID disputeId, boolean stands) {
        Set<UUID> more = new HashSet<>(disputes);
        if (stands) more.add(disputeId);
        else more.remove(disputeId);
        return new PaymentFacts(initiated, completed, more);
    }
}

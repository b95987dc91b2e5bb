package io.desifans.billing.command;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.web.Rejected;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** At most five payments of one buyer for one thing are open at a time: each holds one of five places. */
final class OpenCheckouts {

    private static final int PLACES = 5;

    private OpenCheckouts() {}

    static void take(Claims claims, PaymentInitiated payment) {
        String free = places(payment)
                .filter(place -> claims.holderOf(ClaimKind.OPEN_CHECKOUT, place).isEmpty())
                .findFirst()
                .orElseThrow(() -> Rejected.conflict(
                        "TOO_MANY_OPEN_PAYMENTS",
                        "entityId",
                        "You have begun to pay for this " + PLACES + " times. Finish or cancel one of them."));
        claims.take(ClaimKind.OPEN_CHECKOUT, free, holder(payment));
    }

    static void release(Claims claims, PaymentInitiated payment) {
        places(payment)
                .filter(place -> claims.holderOf(ClaimKind.OPEN_CHECKOUT, place)
                        .filter(holder(payment)::equals)
                        .isPresent())
                .forEach(place -> claims.release(ClaimKind.OPEN_CHECKOUT, place, holder(payment)));
    }

    private static Stream<String> places(PaymentInitiated payment) {
        return IntStream.range(0, PLACES).mapToObj(n -> payment.userId() + " " + payment.entityId() + " " + n);
    }

    private static String holder(PaymentInitiated payment) {
        return payment.transactionId().toString();
    }
}

package io.desifans.process;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.command.PaymentState;
import io.desifans.command.ClaimKind;
import io.desifans.command.Claims;
import io.desifans.command.Facts;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of our payments a message of the gateway is about; never found by a person's address. */
@Component
final class KnownPayments {

    private final Claims claims;
    private final Facts facts;

    KnownPayments(Claims claims, Facts facts) {
        this.claims = claims;
        this.facts = facts;
    }

    /** By the gateway's id of the payment if it was told of before, else by our id. */
    Optional<PaymentInitiated> find(String gatewayPaymentId, @Nullable UUID ourId) {
        return holder(gatewayPaymentId).or(() -> Optional.ofNullable(ourId)).flatMap(this::initiated);
    }

    Optional<UUID> holder(String gatewayPaymentId) {
        return claims.holderOf(ClaimKind.GATEWAY_PAYMENT, gatewayPaymentId).map(UUID::fromString);
    }

    Optional<PaymentInitiated> initiated(UUID transactionId) {
        return Optional.ofNullable(PaymentState.of(facts, transactionId).initiated());
    }
}

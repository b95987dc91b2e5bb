package io.desifans.billing.command;

import io.desifans.billing.PaymentType;
import io.desifans.billing.command.Customer.CustomerCommand.RegisterCustomer;
import io.desifans.billing.command.PaymentCommand.CancelPayment;
import io.desifans.billing.command.PaymentCommand.InitiatePayment;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.web.Caller;
import io.desifans.web.Rejected;
import io.desifans.web.TrustedOrigins;
import io.desifans.web.Unavailable;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Payments, as buyers begin and cancel them. No call from a browser completes one. */
@RestController
@RequestMapping("/api/v1/payments")
class PaymentEndpoints {

    private final Commands commands;
    private final OpenedCheckouts checkouts;
    private final PaymentGateway gateway;
    private final TrustedOrigins origins;

    PaymentEndpoints(Commands commands, OpenedCheckouts checkouts, PaymentGateway gateway, TrustedOrigins origins) {
        this.commands = commands;
        this.checkouts = checkouts;
        this.gateway = gateway;
        this.origins = origins;
    }

    /** @param paymentUrl the gateway's page; null where nothing is to be paid */
    record Checkout(UUID transactionId, @Nullable String paymentUrl) {}

    @PostMapping("/checkout")
    ResponseEntity<Checkout> checkout(@RequestBody CheckoutBody body, Caller caller) {
        InitiatePayment command = body.command(caller.id());
        if (command.returnUrl() != null && !origins.mayBeSentTo(command.returnUrl()))
            throw Rejected.invalid("returnUrl", "returnUrl must be a path of this site or lie under a trusted origin.");
        if (!gateway.isSetUp())
            throw new Unavailable("PAYMENTS_NOT_SET_UP", "There is no payment gateway here.", Map.of());
        commands.send(new RegisterCustomer(caller.id()), caller);
        commands.send(command, caller);
        UUID transactionId = command.transactionId();
        return ResponseEntity.created(URI.create("/api/v1/payments/transactions/" + transactionId))
                .body(new Checkout(transactionId, paymentUrl(transactionId, checkouts.settled(transactionId))));
    }

    @PostMapping("/{transactionId}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID transactionId, Caller caller) {
        commands.send(new CancelPayment(transactionId, caller.id()), caller);
    }

    private static @Nullable String paymentUrl(UUID transactionId, PaymentState payment) {
        if (payment.session() != null) return payment.session().paymentUrl();
        return switch (payment.status()) {
            case COMPLETED -> null;
            case FAILED -> throw Rejected.conflict("CHECKOUT_REFUSED", "The payment gateway refuses this payment.");
            case CANCELLED -> throw Rejected.conflict("PAYMENT_CANCELLED", "This payment has been cancelled.");
            case PENDING, PROCESSING ->
                throw new Unavailable(
                        "GATEWAY_UNAVAILABLE",
                        "The payment gateway does not answer yet. Send the same request again.",
                        Map.of("transactionId", transactionId.toString()));
        };
    }

    /**
     * @param duration months of a membership, 1 if absent
     * @param autoRenew of a membership: whether it is paid again by itself, false if absent
     */
    record CheckoutBody(
            @Nullable UUID transactionId,
            PaymentType type,
            UUID entityId,
            @Nullable Integer duration,
            @Nullable Boolean autoRenew,
            @Nullable String returnUrl) {

        InitiatePayment command(String userId) {
            Integer months = type == PaymentType.MEMBERSHIP && duration == null ? Integer.valueOf(1) : duration;
            return new InitiatePayment(
                    ChosenId.orNew(transactionId),
                    userId,
                    type,
                    entityId,
                    months,
                    returnUrl,
                    Boolean.TRUE.equals(autoRenew));
        }
    }
}

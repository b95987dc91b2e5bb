package io.desifans.billing.command;

import io.desifans.billing.command.PaymentCommand.DecideMismatch;
import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Refunds, as admins ask for them, and what admins decide about payments of another amount than was agreed. */
@RestController
class RefundEndpoints {

    private final Commands commands;
    private final Clock clock;

    RefundEndpoints(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** @param amount in paise; all that is left if absent */
    record RefundBody(@Nullable UUID refundId, @Nullable Long amount, String reason) {}

    record AskedRefund(UUID refundId) {}

    /** The gateway is asked afterwards; how it went stands in the transaction. */
    @PostMapping("/api/v1/admin/payments/{transactionId}/refunds")
    AskedRefund refund(@PathVariable UUID transactionId, @RequestBody RefundBody body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        UUID refundId = ChosenId.orNew(body.refundId());
        commands.send(
                new RequestRefund(transactionId, refundId, body.amount(), clock.instant()), caller, body.reason());
        return new AskedRefund(refundId);
    }

    /** @param gatewayPaymentId as it stands in the transaction's {@code amountMismatch} */
    record MismatchBody(String gatewayPaymentId, MismatchDecision decision, String reason) {}

    @PostMapping("/api/v1/admin/payments/{transactionId}/amount-mismatch")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable UUID transactionId, @RequestBody MismatchBody body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(
                new DecideMismatch(transactionId, body.gatewayPaymentId(), body.decision()), caller, body.reason());
    }
}

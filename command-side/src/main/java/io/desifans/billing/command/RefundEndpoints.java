package io.desifans.billing.command;

import io.desifans.billing.command.RefundCommand.RequestRefund;
import io.desifans.command.ChosenId;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Refunds, as admins ask for them. */
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
}

package io.desifans.billing.command;

import io.desifans.billing.DisputeOutcome;
import io.desifans.billing.command.DisputeCommand.CorrectDispute;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Disputes, where an admin knows more than the gateway says. */
@RestController
class DisputeEndpoints {

    private final Commands commands;

    DisputeEndpoints(Commands commands) {
        this.commands = commands;
    }

    record OutcomeBody(DisputeOutcome outcome, String reason) {}

    @PostMapping("/api/v1/admin/payments/{transactionId}/dispute-outcome")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(@PathVariable UUID transactionId, @RequestBody OutcomeBody body, Caller caller) {
        Shape.text("reason", body.reason(), 1, 500);
        commands.send(new CorrectDispute(transactionId, body.outcome()), caller, body.reason());
    }
}

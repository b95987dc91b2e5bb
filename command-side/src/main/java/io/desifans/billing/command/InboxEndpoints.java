package io.desifans.billing.command;

import io.desifans.billing.command.WebhookCommand.AssignWebhook;
import io.desifans.billing.command.WebhookCommand.DismissWebhook;
import io.desifans.billing.command.WebhookCommand.ReplayWebhook;
import io.desifans.command.Commands;
import io.desifans.command.Shape;
import io.desifans.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with messages of the gateway from which nothing followed. */
@RestController
@RequestMapping("/api/v1/admin/webhooks/{inboxId}")
class InboxEndpoints {

    private final Commands commands;

    InboxEndpoints(Commands commands) {
        this.commands = commands;
    }

    /** @param variant 0 if absent, the first body that came under this id */
    record VariantBody(@Nullable Integer variant, String reason) {}

    record AssignmentBody(@Nullable Integer variant, UUID transactionId, String reason) {}

    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replay(@PathVariable UUID inboxId, @RequestBody VariantBody body, Caller caller) {
        send(new ReplayWebhook(inboxId, variant(body.variant())), body.reason(), caller);
    }

    @PostMapping("/assign")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(@PathVariable UUID inboxId, @RequestBody AssignmentBody body, Caller caller) {
        send(new AssignWebhook(inboxId, variant(body.variant()), body.transactionId()), body.reason(), caller);
    }

    @PostMapping("/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable UUID inboxId, @RequestBody VariantBody body, Caller caller) {
        send(new DismissWebhook(inboxId, variant(body.variant())), body.reason(), caller);
    }

    private static int variant(@Nullable Integer asked) {
        return asked == null ? 0 : asked;
    }

    private void send(WebhookCommand command, String reason, Caller caller) {
        Shape.text("reason", reason, 1, 500);
        commands.send(command, caller, reason);
    }
}

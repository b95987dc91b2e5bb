package io.desifans.billing.command;

import static io.desifans.command.Past.ASHA;
import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.PaymentType;
import io.desifans.billing.WebhookEvent.WebhookAssigned;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.WebhookEvent.WebhookProcessed;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.AssignWebhook;
import io.desifans.billing.command.WebhookCommand.DismissWebhook;
import io.desifans.billing.command.WebhookCommand.EraseWebhookBody;
import io.desifans.billing.command.WebhookCommand.FailWebhook;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import io.desifans.billing.command.WebhookCommand.ReplayWebhook;
import io.desifans.command.Keys;
import io.desifans.command.Past;
import io.desifans.command.Refusal;
import io.desifans.command.StateTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class WebhookStatesTest {

    private static final UUID ID = DerivedId.of("Webhook", "msg_1");
    private static final UUID PAYMENT = UUID.fromString("0199a000-0000-7000-8000-000000000001");
    private static final WebhookReceived RECEIVED = received(0, "one");
    private static final WebhookMatched MATCHED = new WebhookMatched(ID, 0, PAYMENT, RAVI);

    @Test
    void every_command_in_every_state_of_a_message() {
        StateTable.holds("""
                command       | none             | received          | matched           | processed             | ignored           | unmatched         | failed            | dead
                receive       | +WebhookReceived | -                 | -                 | -                     | -                 | -                 | -                 | -
                receive other | +WebhookReceived | +WebhookReceived  | +WebhookReceived  | +WebhookReceived      | +WebhookReceived  | +WebhookReceived  | +WebhookReceived  | +WebhookReceived
                match         | 404              | +WebhookMatched   | -                 | -                     | +WebhookMatched   | +WebhookMatched   | +WebhookMatched   | +WebhookMatched
                finish        | 404              | +WebhookProcessed | +WebhookProcessed | -                     | +WebhookProcessed | +WebhookProcessed | +WebhookProcessed | +WebhookProcessed
                ignore        | 404              | +WebhookIgnored   | +WebhookIgnored   | -                     | -                 | +WebhookIgnored   | +WebhookIgnored   | +WebhookIgnored
                leave         | 404              | +WebhookUnmatched | +WebhookUnmatched | -                     | -                 | -                 | +WebhookUnmatched | +WebhookUnmatched
                give up       | 404              | +WebhookFailed    | +WebhookFailed    | -                     | +WebhookFailed    | +WebhookFailed    | +WebhookFailed    | +WebhookFailed
                replay        | 404              | +WebhookReplayed  | +WebhookReplayed  | 409 WEBHOOK_PROCESSED | +WebhookReplayed  | +WebhookReplayed  | +WebhookReplayed  | +WebhookReplayed
                assign        | 404              | +WebhookAssigned  | +WebhookAssigned  | 409 WEBHOOK_PROCESSED | +WebhookAssigned  | +WebhookAssigned  | +WebhookAssigned  | +WebhookAssigned
                assign wrong  | 404              | 404 NOT_FOUND     | 404 NOT_FOUND     | 409 WEBHOOK_PROCESSED | 404 NOT_FOUND     | 404 NOT_FOUND     | 404 NOT_FOUND     | 404 NOT_FOUND
                dismiss       | 404              | +WebhookIgnored   | +WebhookIgnored   | 409 WEBHOOK_PROCESSED | -                 | +WebhookIgnored   | +WebhookIgnored   | +WebhookIgnored
                dismiss other | 404              | 404 NOT_FOUND     | 404 NOT_FOUND     | 404 NOT_FOUND         | 404 NOT_FOUND     | 404 NOT_FOUND     | 404 NOT_FOUND     | 404 NOT_FOUND
                erase         | 404              | -                 | -                 | -                     | -                 | -                 | -                 | -""", WebhookStatesTest::message, WebhookStatesTest::command, WebhookCommand.class);
    }

    @Test
    void what_fails_eight_times_is_dead_and_what_an_admin_assigns_begins_anew() {
        message("received")
                .when(new FailWebhook(ID, 0, "Fault"))
                .expectEvents(new WebhookFailed(ID, 0, 1, false, "Fault"));
        message("failed")
                .when(new FailWebhook(ID, 0, "Fault"))
                .expectEvents(new WebhookFailed(ID, 0, 8, true, "Fault"));
        message("dead").when(new FailWebhook(ID, 0, "Fault")).expectEvents(new WebhookFailed(ID, 0, 9, true, "Fault"));
        message("unmatched")
                .when(new AssignWebhook(ID, 0, PAYMENT))
                .expectEvents(new WebhookAssigned(ID, 0, PAYMENT, RAVI));
        var fixture = Past.ofFourUsers().fixture(Webhook.class);
        fixture.registerInjectableResource(new Keys());
        fixture.given(new WebhookReceived(ID, "msg_1", 0, "customer.updated", Instant.EPOCH, 0, "s", "one", "one"))
                .when(new AssignWebhook(ID, 0, PAYMENT))
                .expectException(Refusal.of(409, "WEBHOOK_NOT_OF_A_PAYMENT"));
    }

    private static TestExecutor<?> message(String state) {
        var fixture = Past.ofFourUsers()
                .and(new PaymentInitiated(
                        PAYMENT, RAVI, ASHA, PaymentType.EXCLUSIVE_POST, PAYMENT, null, null, 100, 10, 90, null))
                .fixture(Webhook.class);
        fixture.registerInjectableResource(new Keys());
        return fixture.given(
                switch (state) {
                    case "none" -> List.of();
                    case "received" -> List.of(RECEIVED);
                    case "matched" -> List.of(RECEIVED, MATCHED);
                    case "processed" -> List.of(RECEIVED, MATCHED, new WebhookProcessed(ID, 0));
                    case "ignored" -> List.of(RECEIVED, new WebhookIgnored(ID, 0, "malformed"));
                    case "unmatched" -> List.of(RECEIVED, new WebhookUnmatched(ID, 0));
                    case "failed" -> List.of(RECEIVED, new WebhookFailed(ID, 0, 7, false, "Fault"));
                    case "dead" -> List.of(RECEIVED, new WebhookFailed(ID, 0, 8, true, "Fault"));
                    default -> throw new IllegalArgumentException(state);
                });
    }

    private static WebhookCommand command(String name) {
        return switch (name) {
            case "receive" -> receive("one");
            case "receive other" -> receive("other");
            case "match" -> new MatchWebhook(ID, 0, PAYMENT, RAVI);
            case "finish" -> new FinishWebhook(ID, 0);
            case "ignore" -> new IgnoreWebhook(ID, 0, "malformed");
            case "leave" -> new LeaveWebhookUnmatched(ID, 0);
            case "give up" -> new FailWebhook(ID, 0, "Fault");
            case "replay" -> new ReplayWebhook(ID, 0);
            case "assign" -> new AssignWebhook(ID, 0, PAYMENT);
            case "assign wrong" -> new AssignWebhook(ID, 0, ID);
            case "dismiss" -> new DismissWebhook(ID, 0);
            case "dismiss other" -> new DismissWebhook(ID, 1);
            case "erase" -> new EraseWebhookBody(ID, 0);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ReceiveWebhook receive(String body) {
        return new ReceiveWebhook("msg_1", "payment.succeeded", Instant.EPOCH, 0, body, body);
    }

    private static WebhookReceived received(int variant, String body) {
        String subject = "webhook:" + ID + ":" + variant;
        return new WebhookReceived(ID, "msg_1", variant, "payment.succeeded", Instant.EPOCH, 0, subject, body, body);
    }
}

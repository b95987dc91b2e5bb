package io.desifans.billing.command;

import static io.desifans.command.Past.RAVI;

import io.desifans.DerivedId;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.WebhookEvent.WebhookProcessed;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.EraseWebhookBody;
import io.desifans.billing.command.WebhookCommand.FinishWebhook;
import io.desifans.billing.command.WebhookCommand.IgnoreWebhook;
import io.desifans.billing.command.WebhookCommand.LeaveWebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.MatchWebhook;
import io.desifans.billing.command.WebhookCommand.ReceiveWebhook;
import io.desifans.command.Keys;
import io.desifans.command.StateTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
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
                command       | none             | received          | matched           | processed        | ignored          | unmatched
                receive       | +WebhookReceived | -                 | -                 | -                | -                | -
                receive other | +WebhookReceived | +WebhookReceived  | +WebhookReceived  | +WebhookReceived | +WebhookReceived | +WebhookReceived
                match         | 404              | +WebhookMatched   | -                 | -                | +WebhookMatched  | +WebhookMatched
                finish        | 404              | +WebhookProcessed | +WebhookProcessed | -                | -                | -
                ignore        | 404              | +WebhookIgnored   | +WebhookIgnored   | -                | -                | -
                leave         | 404              | +WebhookUnmatched | +WebhookUnmatched | -                | -                | -
                erase         | 404              | -                 | -                 | -                | -                | -""", WebhookStatesTest::message, WebhookStatesTest::command, WebhookCommand.class);
    }

    private static TestExecutor<?> message(String state) {
        var fixture = new AggregateTestFixture<>(Webhook.class);
        fixture.registerInjectableResource(new Keys());
        return fixture.given(
                switch (state) {
                    case "none" -> List.of();
                    case "received" -> List.of(RECEIVED);
                    case "matched" -> List.of(RECEIVED, MATCHED);
                    case "processed" -> List.of(RECEIVED, MATCHED, new WebhookProcessed(ID, 0));
                    case "ignored" -> List.of(RECEIVED, new WebhookIgnored(ID, 0, "malformed"));
                    case "unmatched" -> List.of(RECEIVED, new WebhookUnmatched(ID, 0));
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

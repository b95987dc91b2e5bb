package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.billing.command.WebhookCommand.EraseWebhookBody;
import io.desifans.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whoever a message is about that belongs to nobody here: after 90 days nobody can read it any more (payments.md section 7.2). */
@Component
final class WebhookOblivion extends Timer {

    private static final Duration LEGIBLE = Duration.ofDays(90);

    private final Inbox inbox;

    WebhookOblivion(Inbox inbox) {
        super("webhook-oblivion");
        this.inbox = inbox;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return switch (event) {
            case WebhookUnmatched e -> Optional.of(WebhookRetries.setting(e.inboxId(), e.variant(), at.plus(LEGIBLE)));
            case WebhookIgnored e -> Optional.of(WebhookRetries.setting(e.inboxId(), e.variant(), at.plus(LEGIBLE)));
            case WebhookFailed e -> Optional.of(WebhookRetries.setting(e.inboxId(), e.variant(), at.plus(LEGIBLE)));
            default -> Optional.empty();
        };
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        return WebhookRetries.found(inbox, id)
                .filter(message -> message.entry().about() == null)
                .map(message -> List.of(new EraseWebhookBody(message.inboxId(), message.variant())))
                .orElse(List.of());
    }
}

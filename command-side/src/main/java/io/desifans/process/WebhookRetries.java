package io.desifans.process;

import io.desifans.Event;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.billing.command.GatewayMessage;
import io.desifans.billing.command.GatewayRefused;
import io.desifans.billing.command.GatewaySubscriptions;
import io.desifans.billing.command.InboxEntry.State;
import io.desifans.billing.command.WebhookCommand.ReplayWebhook;
import io.desifans.command.Command;
import io.desifans.process.Inbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes in again what could not be done, as often as the gateway would tell it, and what belonged to nothing of ours, as soon
 * as something of ours is there.
 */
@Component
final class WebhookRetries extends Timer {

    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    /** payments.md section 7.3, by the number of attempts before. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private final Inbox inbox;
    private final KnownPayments payments;
    private final GatewaySubscriptions gateway;
    private final SeenSubscriptions subscriptions;

    WebhookRetries(Inbox inbox, KnownPayments payments, GatewaySubscriptions gateway, SeenSubscriptions subscriptions) {
        super("webhook-retry");
        this.inbox = inbox;
        this.payments = payments;
        this.gateway = gateway;
        this.subscriptions = subscriptions;
    }

    @Override
    protected Optional<Setting> after(Event event, Instant at) {
        return Optional.ofNullable(
                switch (event) {
                    case WebhookUnmatched e -> setting(e.inboxId(), e.variant(), at.plus(FIRST_LOOK));
                    case WebhookFailed e ->
                        setting(e.inboxId(), e.variant(), e.last() ? null : at.plus(PAUSES.get(e.attempt() - 1)));
                    default -> null;
                });
    }

    static Setting setting(UUID inboxId, int variant, @Nullable Instant at) {
        return new Setting(inboxId + "/" + variant, at);
    }

    static Optional<Message> found(Inbox inbox, String id) {
        return inbox.find(UUID.fromString(id.substring(0, 36)), Integer.parseInt(id.substring(37)));
    }

    @Override
    protected List<? extends Command> due(String id, Instant at) {
        return found(inbox, id)
                .filter(message -> message.entry().state() == State.FAILED
                        || (message.entry().state() == State.UNMATCHED && mayBeOurs(message.content())))
                .map(message -> List.of(new ReplayWebhook(message.inboxId(), message.variant())))
                .orElse(List.of());
    }

    private boolean mayBeOurs(GatewayMessage content) {
        return switch (content) {
            case GatewayMessage.OfPayment e ->
                payments.find(e.gatewayPaymentId(), e.transactionId()).isPresent();
            case GatewayMessage.OfRefund e ->
                payments.find(e.gatewayPaymentId(), e.transactionId()).isPresent();
            case GatewayMessage.OfDispute e ->
                payments.find(e.gatewayPaymentId(), null).isPresent();
            case GatewayMessage.OfSubscription e -> isBegunHere(e.gatewaySubscriptionId());
            case GatewayMessage.Ignored e -> false;
        };
    }

    private boolean isBegunHere(String gatewaySubscriptionId) {
        try {
            return subscriptions.agreed(gateway.pull(gatewaySubscriptionId)) != null;
        } catch (GatewayRefused unknown) {
            return false;
        }
    }

    @Override
    protected Optional<Instant> again(String id, Instant now) {
        return found(inbox, id)
                .filter(message -> message.entry().state() == State.UNMATCHED)
                .filter(message -> !(message.content() instanceof GatewayMessage.Ignored))
                .flatMap(message -> Patience.next(message.receivedAt(), now));
    }
}

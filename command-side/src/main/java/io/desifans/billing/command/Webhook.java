package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.WebhookEvent;
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
import io.desifans.command.Facts;
import io.desifans.command.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A message of the payment gateway and what became of it. The gateway may send it again under the same id with a newer
 * body, which is a further variant.
 */
@Aggregate
public class Webhook {

    @AggregateIdentifier
    private @Nullable UUID id;

    private final List<String> digests = new ArrayList<>();
    private final List<String> bodySubjects = new ArrayList<>();
    private final Set<Integer> matched = new HashSet<>();
    private final Set<Integer> settled = new HashSet<>();

    /** Whether something has become of this variant of the message. */
    public static boolean isSettled(Facts facts, UUID inboxId, int variant) {
        return facts.fold(
                inboxId,
                false,
                (before, event) -> before
                        || switch (event) {
                            case WebhookProcessed e -> e.variant() == variant;
                            case WebhookIgnored e -> e.variant() == variant;
                            case WebhookUnmatched e -> e.variant() == variant;
                            default -> false;
                        });
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReceiveWebhook c) {
        if (digests.contains(c.bodyDigest())) return;
        int variant = digests.size();
        apply(new WebhookReceived(
                c.inboxId(),
                c.gatewayMessageId(),
                variant,
                c.type(),
                c.sentAt(),
                c.signerKey(),
                "webhook:" + c.inboxId() + ":" + variant,
                c.bodyDigest(),
                c.body()));
    }

    @CommandHandler
    void decide(MatchWebhook c) {
        if (!matched.contains(c.variant()))
            apply(new WebhookMatched(c.inboxId(), c.variant(), c.transactionId(), c.userId()));
    }

    @CommandHandler
    void decide(FinishWebhook c) {
        if (!settled.contains(c.variant())) apply(new WebhookProcessed(c.inboxId(), c.variant()));
    }

    @CommandHandler
    void decide(IgnoreWebhook c) {
        if (!settled.contains(c.variant())) apply(new WebhookIgnored(c.inboxId(), c.variant(), c.reason()));
    }

    @CommandHandler
    void decide(LeaveWebhookUnmatched c) {
        if (!settled.contains(c.variant())) apply(new WebhookUnmatched(c.inboxId(), c.variant()));
    }

    @CommandHandler
    void decide(EraseWebhookBody c, Keys keys) {
        keys.destroy(bodySubjects.get(c.variant()));
    }

    @EventSourcingHandler
    void evolve(WebhookEvent event) {
        id = event.inboxId();
        switch (event) {
            case WebhookReceived e -> {
                digests.add(e.bodyDigest());
                bodySubjects.add(e.bodySubject());
            }
            case WebhookMatched e -> matched.add(e.variant());
            case WebhookProcessed e -> settled.add(e.variant());
            case WebhookIgnored e -> settled.add(e.variant());
            case WebhookUnmatched e -> settled.add(e.variant());
        }
    }
}

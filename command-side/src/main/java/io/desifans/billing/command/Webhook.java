package io.desifans.billing.command;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.desifans.billing.PaymentEvent.PaymentInitiated;
import io.desifans.billing.WebhookEvent;
import io.desifans.billing.WebhookEvent.WebhookAssigned;
import io.desifans.billing.WebhookEvent.WebhookFailed;
import io.desifans.billing.WebhookEvent.WebhookIgnored;
import io.desifans.billing.WebhookEvent.WebhookMatched;
import io.desifans.billing.WebhookEvent.WebhookProcessed;
import io.desifans.billing.WebhookEvent.WebhookReceived;
import io.desifans.billing.WebhookEvent.WebhookReplayed;
import io.desifans.billing.WebhookEvent.WebhookUnmatched;
import io.desifans.billing.command.InboxEntry.State;
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
import io.desifans.command.Facts;
import io.desifans.command.Keys;
import io.desifans.web.Rejected;
import java.util.HashMap;
import java.util.Map;
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
class Webhook {

    /** As often as the gateway itself tries to tell something. */
    private static final int MOST_ATTEMPTS = 8;

    @AggregateIdentifier
    private @Nullable UUID id;

    private final Map<Integer, InboxEntry> variants = new HashMap<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReceiveWebhook c) {
        if (variants.values().stream().anyMatch(known -> known.bodyDigest().equals(c.bodyDigest()))) return;
        int variant = variants.size();
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
        if (!c.transactionId().equals(entry(c).about()))
            apply(new WebhookMatched(c.inboxId(), c.variant(), c.transactionId(), c.userId()));
    }

    @CommandHandler
    void decide(FinishWebhook c) {
        if (entry(c).state() != State.PROCESSED) apply(new WebhookProcessed(c.inboxId(), c.variant()));
    }

    @CommandHandler
    void decide(IgnoreWebhook c) {
        switch (entry(c).state()) {
            case RECEIVED, UNMATCHED, FAILED, DEAD -> apply(new WebhookIgnored(c.inboxId(), c.variant(), c.reason()));
            case PROCESSED, IGNORED -> {}
        }
    }

    @CommandHandler
    void decide(LeaveWebhookUnmatched c) {
        switch (entry(c).state()) {
            case RECEIVED, FAILED, DEAD -> apply(new WebhookUnmatched(c.inboxId(), c.variant()));
            case PROCESSED, IGNORED, UNMATCHED -> {}
        }
    }

    @CommandHandler
    void decide(FailWebhook c) {
        InboxEntry entry = entry(c);
        int attempt = entry.failures() + 1;
        if (entry.state() != State.PROCESSED)
            apply(new WebhookFailed(c.inboxId(), c.variant(), attempt, attempt >= MOST_ATTEMPTS, c.reason()));
    }

    @CommandHandler
    void decide(ReplayWebhook c) {
        mustNotBeProcessed(entry(c));
        apply(new WebhookReplayed(c.inboxId(), c.variant()));
    }

    @CommandHandler
    void decide(AssignWebhook c, Facts facts) {
        InboxEntry entry = entry(c);
        if (c.transactionId().equals(entry.assigned()) && entry.state() == State.PROCESSED) return;
        mustNotBeProcessed(entry);
        if (!entry.isOf("payment.", "refund.", "dispute."))
            throw Rejected.conflict("WEBHOOK_NOT_OF_A_PAYMENT", "Only what is about a payment is assigned to one.");
        PaymentInitiated payment = PaymentState.of(facts, c.transactionId()).initiated();
        if (payment == null) throw Rejected.unknown("transactionId", "payment");
        apply(new WebhookAssigned(c.inboxId(), c.variant(), c.transactionId(), payment.userId()));
    }

    @CommandHandler
    void decide(DismissWebhook c) {
        InboxEntry entry = entry(c);
        mustNotBeProcessed(entry);
        if (entry.state() != State.IGNORED) apply(new WebhookIgnored(c.inboxId(), c.variant(), "dismissed"));
    }

    @CommandHandler
    void decide(EraseWebhookBody c, Keys keys) {
        keys.destroy(entry(c).bodySubject());
    }

    private InboxEntry entry(WebhookCommand.OfVariant c) {
        InboxEntry entry = variants.get(c.variant());
        if (entry == null) throw Rejected.notFound("webhook");
        return entry;
    }

    private static void mustNotBeProcessed(InboxEntry entry) {
        if (entry.state() == State.PROCESSED)
            throw Rejected.conflict("WEBHOOK_PROCESSED", "What the message says has been done.");
    }

    @EventSourcingHandler
    void evolve(WebhookEvent event) {
        id = event.inboxId();
        if (event instanceof WebhookReceived e) variants.put(e.variant(), InboxEntry.of(e));
        else variants.computeIfPresent(event.variant(), (variant, entry) -> entry.after(event));
    }
}
